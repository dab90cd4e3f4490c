package generator

import (
	"cmp"
	"path"
	"strconv"
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/draft"
	"rolebook/generator/locale"
)

// ScaffoldOptions say what a scaffold is for.
type ScaffoldOptions struct {
	Title string         // what the job is called, in the language of Say
	ID    string         // of the new role; made of the title or the nearest role when empty
	Like  string         // the role whose structure is taken over; the nearest when empty
	On    catalog.Date   // today
	Say   *locale.Locale // the language of comments
}

// Scaffold is a role to fill in that was made from a job title.
type Scaffold struct {
	NewFile
	ID      string
	Like    *catalog.Role   // whose structure and permissions it has
	Nearest []*catalog.Role // at most three roles near the title, Like among them unless it was asked for
}

// Scaffold gives the file of a role to fill in that has the structure of the
// role nearest to a job title; it is valid as it stands. Unlike
// [Project.NewRole] it touches no folder, and points at no schema. It fails with
// a [*BadIDError], a [*TakenError] or, for the role to be like, an
// [*UnknownError].
func (p *Project) Scaffold(opt ScaffoldOptions) (*Scaffold, error) {
	near := p.Nearest(opt.Title, 3)
	asked := NewRoleOptions{ID: opt.ID, Like: opt.Like, On: opt.On, Say: opt.Say}
	if asked.Like == "" && len(near) > 0 {
		asked.Like = near[0].ID
	}
	like, err := p.model(asked)
	if err != nil {
		return nil, err
	}
	asked.ID = cmp.Or(asked.ID, p.freeID(opt.Title, like))
	if err := p.checkFree(asked.ID); err != nil {
		return nil, err
	}
	w := &roleWriter{say: opt.Say, cat: p.Catalog, id: asked.ID, title: plainTitle(opt.Title), like: like, copied: asked.Like != "", on: opt.On}
	file := path.Join(p.folderFor(like, asked.ID), asked.ID+".yaml")
	return &Scaffold{NewFile{file, w.file("")}, asked.ID, like, near}, nil
}

// checkFree refuses what cannot be the id of a new role.
func (p *Project) checkFree(id string) error {
	if !draft.IsID(id) {
		return &BadIDError{id}
	}
	if taken := p.Catalog.Role(id); taken != nil {
		return &TakenError{id, taken.File}
	}
	return nil
}

// longestSlug leaves room for a number behind an id.
const longestSlug = 56

// freeID makes an id of the letters and digits of a title or, where it has
// none, of the role that the new one is like; a number tells it from others.
func (p *Project) freeID(title string, like *catalog.Role) string {
	base := cmp.Or(slug(title), slug(like.ID), "new-role")
	id := base
	for n := 2; p.Catalog.Role(id) != nil; n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	return id
}

// slug is a title as an id has it; empty when it has nothing for an id.
func slug(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '\'' && r != '’'
	})
	id := strings.NewReplacer("'", "", "’", "").Replace(strings.Join(words, "-"))
	return strings.Trim(id[:min(len(id), longestSlug)], "-")
}

// longestTitle is how many characters of a job title count.
const longestTitle = 120

// plainTitle is a job title on one line, without what hides or turns.
func plainTitle(s string) string {
	runes := []rune(strings.Join(strings.Fields(printable(s)), " "))
	return strings.TrimSpace(string(runes[:min(len(runes), longestTitle)]))
}
