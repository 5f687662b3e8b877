package cl601

import (
	"os"

	"github.com/rs/zerolog"
	"github.com/rs/zerolog/log"
	"github.com/sirupsen/logrus"
)

func readOrDie(name string) {
	f, err := os.Open(name) // ok: where it is not closed the process has ended
	if err != nil {
		logrus.Fatalf("open: %v", err)
	}
	if _, err := f.Stat(); err != nil {
		log.Fatal().Err(err).Msg("stat")
	}
	f.Close()
}

func readOrDieBy(l *zerolog.Logger, name string) {
	f, err := os.Open(name) // ok: the same
	if err != nil {
		l.Fatal().Msg("open")
	}
	if _, err := f.Stat(); err != nil {
		l.Fatal().Err(err).Msg("stat")
	}
	f.Close()
}

func readOrSay(name string) {
	f, err := os.Open(name) // want "CL601: "
	if err != nil {
		logrus.Errorf("open: %v", err)
		return
	}
	if _, err := f.Stat(); err != nil {
		log.Error().Err(err).Msg("stat")
		return
	}
	f.Close()
}
