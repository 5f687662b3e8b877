// Package lex cuts Go and Python source into tokens, as far as two things need it: to compare statements whatever their
// layout, and to know where in a file a comment can be written. It checks nothing: source that no parser takes has tokens
// too. It imports nothing of ours.
package lex

import (
	"bytes"
	"go/scanner"
	"go/token"
	"strings"
	"unicode/utf8"
)

// Kind says what a token is.
type Kind uint8

// The kinds. A Join is a backslash with the line end that it takes away.
const (
	Other Kind = iota
	String
	Comment
	Join
)

// A Token is a stretch of source, without the white space around it.
type Token struct {
	Kind       Kind
	Start, End int
}

// Tokens returns the tokens of a source. lang is go or python; any other is taken for python.
func Tokens(lang string, src []byte) []Token {
	if lang == "go" {
		return goTokens(src)
	}
	return pythonTokens(src)
}

func goTokens(src []byte) []Token {
	var out []Token
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(src))
	s.Init(file, src, func(token.Position, string) {}, scanner.ScanComments)
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return out
		}
		if tok == token.SEMICOLON {
			continue // most of them are not written, and a formatter takes the others away
		}
		t := Token{Start: file.Offset(pos)}
		switch {
		case tok == token.COMMENT:
			t.Kind = Comment
		case tok == token.STRING || tok == token.CHAR:
			t.Kind = String
		case tok == token.ILLEGAL:
			_, size := utf8.DecodeRune(src[t.Start:])
			lit = string(src[t.Start : t.Start+size])
		case lit == "":
			lit = tok.String()
		}
		t.End = goEnd(src, t, lit)
		out = append(out, t)
	}
}

// goEnd is the end of a token. The scanner leaves carriage returns out of comments and raw strings.
func goEnd(src []byte, t Token, lit string) int {
	end := min(t.Start+len(lit), len(src))
	switch {
	case strings.HasPrefix(lit, "`"):
		return endOf(src, t.Start+1, "`", end)
	case strings.HasPrefix(lit, "/*"):
		return endOf(src, t.Start+len("/*"), "*/", end)
	case strings.HasPrefix(lit, "//"):
		return lineEnd(src, t.Start)
	}
	return end
}

// endOf is the offset behind the next mark, or other where there is none.
func endOf(src []byte, from int, mark string, other int) int {
	if from > len(src) {
		return other
	}
	if at := bytes.Index(src[from:], []byte(mark)); at >= 0 {
		return from + at + len(mark)
	}
	return other
}

// Normal returns the source of a statement in a form that does not depend on its layout: tokens with one blank between
// them, without comments and without a comma before a closing bracket; Python without round brackets, and with its strings
// in the quotes that formatters write. A source of comments alone stays, with each run of blanks made one.
func Normal(lang string, src []byte) string {
	var words []string
	for _, t := range Tokens(lang, src) {
		word := string(src[t.Start:t.End])
		switch {
		case t.Kind == Comment || t.Kind == Join:
			continue
		case t.Kind == String && lang != "go":
			word = quoted(word)
		case closes(word) && len(words) > 0 && words[len(words)-1] == ",":
			words = words[:len(words)-1]
		}
		if lang != "go" && (word == "(" || word == ")") {
			continue // formatters put them around what they break up
		}
		words = append(words, word)
	}
	if len(words) == 0 {
		return strings.Join(strings.Fields(string(src)), " ")
	}
	return strings.Join(words, " ")
}

func closes(word string) bool { return word == ")" || word == "]" || word == "}" }

// quoted writes a Python string with double quotes and a small prefix, where that changes nothing else in it.
func quoted(word string) string {
	at := strings.IndexAny(word, `'"`)
	if at < 0 {
		return word
	}
	prefix, rest := strings.ReplaceAll(strings.ToLower(word[:at]), "u", ""), word[at:]
	if len(rest) >= 2 && rest[0] == '\'' && !strings.HasPrefix(rest, "'''") && !strings.ContainsAny(rest[1:len(rest)-1], `"'\`) {
		rest = `"` + rest[1:len(rest)-1] + `"`
	}
	return prefix + rest
}
