package main

import (
	"testing"

	"rolebook/generator/catalog"
)

func TestReaderLanguage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args []string
		env  map[string]string
		want catalog.Lang
	}{
		{nil, nil, catalog.English},
		{nil, map[string]string{"LANG": "zh_CN.UTF-8"}, catalog.Chinese},
		{nil, map[string]string{"LANG": "ja_JP.UTF-8", "LC_MESSAGES": "zh_TW.Big5"}, catalog.Chinese},
		{nil, map[string]string{"LANG": "ja_JP.UTF-8", "LC_MESSAGES": "zh_CN", "LC_ALL": "C"}, catalog.English},
		{nil, map[string]string{"LANG": "ja_JP.UTF-8", "LC_ALL": "de_DE.UTF-8"}, catalog.English},
		{nil, map[string]string{"LC_ALL": "ja"}, catalog.Japanese},
		{[]string{"build", "--lang", "ja"}, map[string]string{"LANG": "zh_CN.UTF-8"}, catalog.Japanese},
		{[]string{"--lang=zh", "build"}, nil, catalog.Chinese},
		{[]string{"build", "--lang", "fr"}, map[string]string{"LANG": "zh_CN.UTF-8"}, catalog.Chinese},
		{[]string{"build", "--lang"}, nil, catalog.English},
		{[]string{"build", "--", "--lang", "ja"}, nil, catalog.English},
	} {
		if got := readerLanguage(c.args, func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%v with %v: %s, not %s", c.args, c.env, got, c.want)
		}
	}
}
