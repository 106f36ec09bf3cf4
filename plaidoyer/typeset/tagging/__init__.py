"""What a PDF tells of its own structure: a tree of tags that follows the HTML, for who does not see the page.

WeasyPrint 70 tags every piece of every box, page by page: a paragraph that goes on overleaf is two, a line is a span,
a table has its head again on each page, notes and languages are lost. Here the tree follows the HTML: one element of
it for each that means something, in the order of the HTML, wherever its pieces stand (ISO 32000-1, 14.7 and 14.8;
ISO 14289-1, 7). What repeats, and what stands in the margins of a page, is marked as an artifact. A footnote is heard
after its call. Nothing that is seen changes.

``growth`` makes nodes of the boxes, page by page; ``finish`` gives them their order and the shapes that the standards
ask for; ``told`` says what cannot be mended; ``writing`` makes objects of the PDF. ``engine`` is the way in.
"""
