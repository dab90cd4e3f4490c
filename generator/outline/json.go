package outline

import (
	"bytes"
	"encoding/json"
)

// properties are the keys of a schema in their order, which a map would lose.
type properties []property

type property struct {
	name string
	part *part
}

// UnmarshalJSON reads an object from name to schema.
func (p *properties) UnmarshalJSON(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if _, err := d.Token(); err != nil { // the brace
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		var q part
		if err := d.Decode(&q); err != nil {
			return err
		}
		*p = append(*p, property{name.(string), &q}) // what stands before a colon is a string
	}
	return nil
}

// UnmarshalJSON reads a schema; true and false, which are schemas as well, say
// nothing that outlines tell.
func (p *part) UnmarshalJSON(data []byte) error {
	if data[0] != '{' {
		return nil
	}
	type plain part
	return json.Unmarshal(data, (*plain)(p))
}

// types is the type of a schema: one name or several.
type types []string

// UnmarshalJSON reads a string or a list of strings.
func (t *types) UnmarshalJSON(data []byte) error {
	if data[0] == '[' {
		return json.Unmarshal(data, (*[]string)(t))
	}
	var one string
	err := json.Unmarshal(data, &one)
	*t = types{one}
	return err
}

func (t types) first() string {
	if len(t) == 0 {
		return ""
	}
	return t[0]
}
