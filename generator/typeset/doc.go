// Package typeset sets text in Chinese, Japanese and English on pages and
// writes them as tagged PDF 1.7, after PDF/UA-1 for those who listen and PDF/A-2a
// for those who keep it. It knows type and paper, nothing of roles.
//
// The lower half is made of fonts and the document:
//
//   - [Fonts] holds the parsed faces. It is loaded once a process, never
//     changes afterwards and may be shared by any number of goroutines.
//   - [Document] collects [Page]s, the tree of structure [Element]s, the outline
//     and the named destinations; WriteTo turns them into a file. A document
//     belongs to one goroutine.
//
// The upper half sets text:
//
//   - [Compositor] measures text ([Prepared]) and breaks it into [Line]s by the
//     rules of Chinese and Japanese: what no line may begin or end with, white
//     space where marks meet and where Han meets Latin, even right edges.
//     English is meant to be set ragged, its words whole: lines are chosen over the
//     whole paragraph, so that they differ little and few paragraphs end in a line of
//     one word. There is no dictionary to divide words by; lines end behind the
//     hyphens that they have.
//   - [Galley] is a column of lines, [Table]s and other [Mark]s without an end;
//     Flow cuts it into the pages of a document.
//
// Text is drawn in the order of its characters. Scripts that run from right to
// left are kept for machines that way, but not legible on paper.
//
// All lengths are points (1/72 inch) unless a name says em. The origin of a
// page is its top left corner and y grows downwards.
//
// Every character of a document gets a character code of its own in each face
// that draws it, and the code carries the character in the font's ToUnicode
// map. Copying, searching and reading aloud are therefore exact, whatever the
// glyph looks like: two characters that share an outline, or one that no face
// can draw, keep their identity.
//
// A language asks its own faces first and the others after them: Chinese SC, JP,
// Latin; Japanese JP, SC, Latin; English and any other Latin, SC, JP. So quotation
// marks are an em wide in Chinese and narrow in English. Fonts the user adds come
// last. Letters are kerned as their face tells; there are no ligatures, and a run
// in a script that is written from right to left has to be handed over in the order
// in which it stands on the line.
//
// The same calls in the same order give the same bytes: nothing in the output
// depends on map order, on the clock or on the machine.
package typeset
