package server

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/sourcegraph/jsonrpc2"
)

// maxMessage bounds one message: a file that large is not analysed anyway.
const maxMessage = 64 << 20

// A stream reads and writes messages with their headers. Other than the one of the library, it outlives a message that
// cannot be read: that one is answered with an error, and the next one is read.
type stream struct {
	in    *bufio.Reader
	close io.Closer
	out   *outbox
}

func newStream(in io.ReadCloser) *stream {
	return &stream{in: bufio.NewReader(in), close: in, out: newOutbox()}
}

// WriteObject says one message; it does not wait until it is written.
func (s *stream) WriteObject(obj any) error {
	text, err := json.Marshal(obj)
	if err != nil {
		return fmt.Errorf("encoding a message: %w", err)
	}
	return s.out.put(append(fmt.Appendf(nil, "Content-Length: %d\r\n\r\n", len(text)), text...))
}

// ReadObject reads the next message that can be understood.
func (s *stream) ReadObject(v any) error {
	for {
		text, err := s.message()
		if err != nil {
			return err
		}
		if text == nil {
			err = fmt.Errorf("the message is longer than %d bytes", maxMessage)
		} else if err = json.Unmarshal(text, v); err == nil {
			return nil
		}
		if err := s.refuse(err); err != nil {
			return err
		}
	}
}

// refuse answers a message of which not even the number is known.
func (s *stream) refuse(why error) error {
	return s.WriteObject(map[string]any{
		"jsonrpc": "2.0", "id": nil,
		"error": jsonrpc2.Error{Code: jsonrpc2.CodeParseError, Message: "the message is no JSON-RPC request or response: " + why.Error()},
	})
}

// message returns the text of the next message, nil of one that is too long. Lines before it that are no header are
// overlooked.
func (s *stream) message() ([]byte, error) {
	length := -1
	for {
		line, err := s.line()
		if err != nil {
			return nil, err
		}
		if line == "" && length >= 0 {
			break
		}
		name, value, ok := strings.Cut(line, ":")
		if ok && strings.EqualFold(strings.TrimSpace(name), "Content-Length") {
			if n, err := strconv.ParseInt(strings.TrimSpace(value), 10, 32); err == nil && n >= 0 {
				length = int(n)
			}
		}
	}
	if length > maxMessage {
		_, err := io.CopyN(io.Discard, s.in, int64(length))
		return nil, err
	}
	text := make([]byte, length)
	_, err := io.ReadFull(s.in, text)
	return text, err
}

// line returns a header line, without its end; of a longer one than a header can be, the begin.
func (s *stream) line() (string, error) {
	line, err := s.in.ReadSlice('\n')
	text := strings.TrimRight(string(line), "\r\n")
	for err == bufio.ErrBufferFull {
		_, err = s.in.ReadSlice('\n')
	}
	return text, err
}

// Close ends reading, and writing once all is written.
func (s *stream) Close() error {
	s.out.close()
	return s.close.Close()
}
