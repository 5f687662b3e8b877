package report

import (
	"encoding/xml"
	"fmt"
	"io"
)

// encodeXML writes an indented document. Text in it must have gone through plainText: XML has no way to write a control
// character.
func encodeXML(w io.Writer, value any) error {
	text, err := xml.MarshalIndent(value, "", "  ")
	if err != nil {
		return fmt.Errorf("encoding the report: %w", err)
	}
	_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, text)
	return err
}
