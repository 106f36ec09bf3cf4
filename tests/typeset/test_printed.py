"""What a page prints is its text and what its styles add: neither its head, nor words for the ear alone."""

from __future__ import annotations

import pytest

from plaidoyer.typeset.printed import of_markup, of_style


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<html><head><title>✔</title><style>p{}</style></head><body><p>un <em>mot</em></p></body></html>", "un mot"),
        ('<p title="✔">&lt;a&gt; &#x2714;&check;&eacute;</p>', "<a> ✔✓é"),
        ('<svg><title>✔</title><desc>★</desc><text>lac</text></svg><img alt="✔">', "lac"),
        ("<p>a</p></title><!-- ✔ --><script>✔</script>b", "ab"),
        ("<svg><title>✔<desc>★</title>lac</svg>", "lac"),
        ("un <", "un <"),
    ],
)
def test_the_words_of_a_page(markup: str, words: str) -> None:
    assert of_markup(markup) == words


@pytest.mark.parametrize(
    ("sheet", "strings"),
    [
        ("li::before { content: '☑ ' attr(x) } /* an author's « ✔ » */ ul { list-style: \"– \" }", "☑ \n\n– "),
        (r'a { content: "\2714 b\A" } b { content: "\"✔\"" }', '✔b\n\n"✔"'),
        ('a { content: "un\\\ndeux\\0 \\ffffffff" }', "undeux\ufffd\ufffdff"),
        ("a { color: red }", ""),
    ],
)
def test_the_strings_of_a_style(sheet: str, strings: str) -> None:
    assert of_style(sheet) == strings
