-- Formats the citations of one work after the other: a request a line on standard input, an answer a
-- line on standard output, both JSON. It reads no file and no address: the style comes as a data address.

local json = pandoc.json

-- Words as inlines; only the plain space parts them, a no-break space is part of a word.
local function inlines(text)
  local result = pandoc.Inlines{}
  for space, word in text:gmatch('( *)([^ ]*)') do
    if space ~= '' then result:insert(pandoc.Space()) end
    if word ~= '' then result:insert(pandoc.Str(word)) end
  end
  return result
end

local function cited(cite)
  local mode = cite.suppress_author and 'SuppressAuthor' or 'NormalCitation'
  return pandoc.Citation(cite.source, mode, inlines(cite.prefix), inlines(cite.suffix))
end

-- Titles in another language than the work's keep their language, for screen readers.
local function mark_language(reference, lang)
  local language = pandoc.utils.stringify(reference.language or '')
  local primary = language:match('^%a%a%a?$') or language:match('^(%a%a%a?)%-[%w-]+$')
  if not primary or primary:lower() == lang:match('^%a*'):lower() then return end
  for _, field in ipairs{'title', 'title-short'} do
    if reference[field] then
      reference[field] = pandoc.Inlines{pandoc.Span(reference[field], {lang = language})}
    end
  end
end

local function format(work)
  local blocks = pandoc.Blocks{}
  for _, cluster in ipairs(work.clusters) do
    local citations = pandoc.List(cluster):map(cited)
    blocks:insert(pandoc.Para{pandoc.Cite({}, citations)})
  end
  local references = pandoc.read(work.references, 'csljson').meta.references
  for _, reference in ipairs(references) do mark_language(reference, work.lang) end
  local document = pandoc.Pandoc(blocks, {
    csl = work.style,
    lang = work.lang,
    references = references,
    ['link-citations'] = work.links,
  })
  return pandoc.write(pandoc.utils.citeproc(document), 'json')
end

for line in io.lines() do
  local done, result = pcall(function() return format(json.decode(line, false)) end)
  io.stdout:write(json.encode(done and {document = result} or {error = tostring(result)}), '\n')
  io.stdout:flush()
end
