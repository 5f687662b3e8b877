package syntax

func cure(src []byte) ([]byte, []Span) { return src, nil }
