// Package commands holds a command whose fields a parser of the command line fills in.
package commands

import "net"

// Serve is a command: its tags say so.
type Serve struct {
	Public  string `help:"where the public listens" default:":8080"`
	Private string `help:"where we listen" default:":8081"`
}

// Run is called once, by what has read the command line.
func (s *Serve) Run() error {
	public, err := net.Listen("tcp", s.Public) // want "CL601 note: .*'public'"
	if err != nil {
		return err
	}
	private, err := net.Listen("tcp", s.Private)
	if err != nil {
		return err
	}
	return relay(public, private)
}

// Server has tags that say nothing of a command.
type Server struct {
	Public  string `json:"public"`
	Private string `json:"private"`
}

// Run is called by whoever wants to.
func (s *Server) Run() error {
	public, err := net.Listen("tcp", s.Public) // want "CL601: .*'public'"
	if err != nil {
		return err
	}
	private, err := net.Listen("tcp", s.Private)
	if err != nil {
		return err
	}
	return relay(public, private)
}

func relay(public, private net.Listener) error {
	defer public.Close()
	defer private.Close()
	return nil
}
