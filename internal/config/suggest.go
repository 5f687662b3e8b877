package config

import "strings"

// didYouMean returns `, did you mean "CL106"?` for the nearest valid word, or nothing where none is near: a wild guess
// costs the reader more than none.
func didYouMean(word string, valid []string) string {
	best, least := "", max(2, len(word)/3)+1
	for _, v := range valid {
		if d := distance(strings.ToLower(word), strings.ToLower(v)); d < least {
			best, least = v, d
		}
	}
	if best == "" {
		return ""
	}
	return `, did you mean "` + best + `"?`
}

// distance is the number of letters to insert, delete or change between both words.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, diagonal+1, row[j]+1)
		}
	}
	return row[len(b)]
}
