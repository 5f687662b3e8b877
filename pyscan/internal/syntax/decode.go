package syntax

func decode(src []byte) ([]byte, []Notice) { return src, nil }
