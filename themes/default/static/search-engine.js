// Answers questions to the site's index: the half of the search that knows nothing of a page, and runs anywhere.
//
// The index lies in pieces beside the page of the search, each a script that hands itself over with `take`; `find` asks
// for those that a question touches. What a word is and what its term is must be said here as in src/search/ of the
// program, which made the index; tests/search/ holds the two together. All tables come with the index.
const kartotekaSearch = (() => {
  // ── Words and terms ────────────────────────────────────────────────────────────────────────────────────────────────

  const WORD = /[\p{Alphabetic}\p{N}\u0300-\u036f\u00ad]+/gu;

  const fold = (written) => {
    let word = written;
    if (/[а-яё]/i.test(word) && /[a-z]/i.test(word)) word = exchanged(word, core.alike);
    return word.toLowerCase().replace(/и\u0306/g, "й").replace(/[\u0300-\u036f\u00ad]/g, "").replace(/ё/g, "е");
  };

  const exchanged = (text, [from, to]) => {
    const [keys, letters] = [[...from], [...to]];
    return [...text].map((letter) => letters[keys.indexOf(letter)] ?? letter).join("");
  };

  const wordsOf = (text) => (text.match(WORD) ?? []).map(fold).filter(Boolean);

  // Snowball's stemmer for Russian (snowballstem.org, russian.sbl of version 3): for each kind of ending those that must
  // stand behind а or я, and those that need not.
  const endings = (bound, free) => [new Set(bound.split(" ")), new Set(free.split(" "))];
  const GERUND = endings("в вши вшись", "ив ивши ившись ыв ывши ывшись");
  const REFLEXIVE = endings("", "сь ся");
  const ADJECTIVE = endings("", "его ого ему ому ее ие ые ое ими ыми ей ий ый ой ем им ым ом их ых ую юю ая яя ою ею");
  const PARTICIPLE = endings("вш ем нн щ ющ", "ивш ывш ующ");
  const VERB = endings(
    "ем ет ете ешь й йте л ла ли ло н на нно но ны ть ют",
    "ей ейте ен ена ено ены ил ила или ило им ит ите ить ишь уй уйте ует уют ую ыл ыла ыли ыло ым ыт ыть ю ят",
  );
  const NOUN = endings(
    "",
    "а ам ами ах е ев еи ей ем и ие ией ием ии ий ию ия иям иями иях й о ов ой ом у ы ь ье ью ья ю я ям ями ях",
  );

  // Without its longest ending of a kind, which must lie behind `start`; null where it has none.
  const without = (word, start, [bound, free]) => {
    for (let at = start; at < word.length; at += 1) {
      const ending = word.slice(at);
      if (free.has(ending)) return word.slice(0, at);
      if (bound.has(ending)) return at > start && /[ая]/.test(word[at - 1]) ? word.slice(0, at) : null;
    }
    return null;
  };

  const stem = (word) => {
    const start = word.search(/[аеиоуыэюя]/) + 1 || word.length;
    const second = word.match(/^[^аеиоуыэюя]*[аеиоуыэюя]+[^аеиоуыэюя]+[аеиоуыэюя]+[^аеиоуыэюя]/)?.[0].length ?? word.length;
    let base = without(word, start, GERUND);
    if (base === null) {
      base = without(word, start, REFLEXIVE) ?? word;
      const adjective = without(base, start, ADJECTIVE);
      base = adjective === null
        ? without(base, start, VERB) ?? without(base, start, NOUN) ?? base
        : without(adjective, start, PARTICIPLE) ?? adjective;
    }
    const ends = (ending, limit = start) => base.endsWith(ending) && base.length - ending.length >= limit;
    const drop = (count) => { base = base.slice(0, base.length - count); };
    if (ends("и")) drop(1);
    const quality = ["ость", "ост"].find((ending) => ends(ending));
    if (quality && ends(quality, second)) drop(quality.length);
    const superlative = ["ейше", "ейш"].find((ending) => ends(ending));
    if (superlative) drop(superlative.length);
    if (ends("нн")) drop(1);
    else if (!superlative && ends("ь")) drop(1);
    return base;
  };

  const term = (word) => {
    const dictionary = core.irregular.get(word);
    if (dictionary) return dictionary;
    if (!/^[а-я]+$/.test(word)) return word;
    const base = stem(word);
    // A vowel that comes and goes: «выставок», «книжек», «образец».
    return /^.+(?:[бвгджзйклмнпрстфхцчшщ](?:ок|ец)|[жйцчш]ек)$/.test(base) ? base.slice(0, -2) + base.slice(-1) : base;
  };

  const isSilent = (word) => core.silent.has(word) || /^\P{N}$/u.test(word);

  // ── Pieces of the index ────────────────────────────────────────────────────────────────────────────────────────────

  const pieces = new Map();
  let core;
  let request = () => {};

  const piece = (name) => {
    if (!pieces.has(name)) {
      const entry = {};
      entry.arrived = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
      pieces.set(name, entry);
      request(name);
    }
    return pieces.get(name).arrived;
  };

  // A piece has arrived. Runs of lines become a map from the first word of each to the second.
  const take = (name, value) => {
    const lines = typeof value === "string" ? value.split("\n") : null;
    pieces.get(name)?.resolve(lines ? new Map(lines.map((line) => line.split(" "))) : value);
  };

  // A piece cannot be had now; whoever asks again tries again.
  const fail = (name) => {
    const entry = pieces.get(name);
    pieces.delete(name);
    entry?.reject(new Error(name));
  };

  const begin = async () => {
    if (core) return;
    const raw = await piece("core");
    const nouns = raw.irregular.map((noun) => noun.split(" "));
    core = {
      ...raw,
      silent: new Set(raw.silent.split(" ")),
      irregular: new Map(nouns.flatMap((forms) => forms.map((form) => [form, forms[0]]))),
    };
    core.abbreviations = raw.abbreviations.map(([short, long]) => [
      fold(short),
      wordsOf(long).filter((word) => !isSilent(word)).map(term),
    ]);
  };

  // The last of the files whose head does not stand behind `key`.
  const fileOf = (heads, key) => {
    let [low, high] = [0, heads.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (heads[middle] <= key) low = middle;
      else high = middle;
    }
    return low;
  };

  // The entries of a run of files whose key begins with `prefix`; of a very common beginning only the first files.
  const MOST_FILES = 4;
  const beginning = async (run, prefix) => {
    const first = fileOf(core[run], prefix);
    const last = Math.min(fileOf(core[run], `${prefix}\u{10ffff}`), first + MOST_FILES - 1);
    const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const files = await Promise.all(numbers.map((number) => piece(`${run}-${number}`)));
    return files.flatMap((file) => [...file].filter(([key]) => key.startsWith(prefix)));
  };

  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const VALUES = Object.fromEntries([...DIGITS].map((digit, value) => [digit, value]));

  // Documents with the weight of a term: distances of five bits a digit, each with a digit for the weight.
  const decoded = (text) => {
    const found = [];
    for (let at = 0, document = 0; at < text.length; document += 1) {
      let [shift, digit] = [0, 32];
      for (; digit & 32; shift += 5) {
        digit = VALUES[text[at++]];
        document += (digit & 31) << shift;
      }
      found.push([document, VALUES[text[at++]]]);
    }
    return found;
  };

  const postings = async (key) => {
    const file = await piece(`terms-${fileOf(core.terms, key)}`);
    return decoded(file.get(key) ?? "");
  };

  // ── Questions ──────────────────────────────────────────────────────────────────────────────────────────────────────

  // How much another way to say a word counts beside the word itself.
  const [SYNONYM, BEGINNING, CORRECTED] = [0.8, 0.5, 0.5];
  const SHORTEST_BEGINNING = 4;
  const SHORTEST_UNFINISHED = 3;
  const SHORTEST_CORRECTED = 4;

  // What a text asks for: a part for each word, with all the ways to say it.
  const parsed = (text) => {
    const quoted = [...text.matchAll(/[«"„“]([^«»"„“”]+)[»"“”]/g)].map(([, words]) => wordsOf(words));
    const words = wordsOf(text);
    const unfinished = /[\p{L}\p{N}]$/u.test(text) ? words.at(-1) : null;
    const loud = words.filter((word) => !isSilent(word));
    const terms = loud.map(term);
    const parts = [];
    for (let at = 0; at < loud.length;) {
      const spelled = core.abbreviations.filter(([, long]) => long.every((word, index) => terms[at + index] === word));
      const longest = spelled.sort(([, one], [, other]) => other.length - one.length)[0];
      const count = longest ? longest[1].length : 1;
      const ways = [{ terms: terms.slice(at, at + count), weight: 1 }];
      if (longest) ways.push({ terms: [longest[0]], weight: SYNONYM });
      for (const [short, long] of core.abbreviations) {
        if (!longest && short === loud[at]) ways.push({ terms: long, weight: SYNONYM });
      }
      const open = at + count === loud.length && unfinished === loud.at(-1);
      parts.push({ word: loud[at], single: !longest, open, ways });
      at += count;
    }
    return { text, parts, phrases: quoted.filter((words) => words.length > 0) };
  };

  const rarity = (count) => Math.log(1 + (core.documents - count + 0.5) / (count + 0.5));

  // The documents in which all of `terms` stand.
  const together = async (terms, weight) => {
    const lists = await Promise.all(terms.map(postings));
    let found = new Map();
    lists.forEach((list, index) => {
      const rare = (rarity(list.length) * weight) / Math.sqrt(lists.length);
      const before = found;
      found = new Map();
      for (const [document, step] of list) {
        if (index === 0 || before.has(document)) found.set(document, (before.get(document) ?? 0) + step * rare);
      }
    });
    return found;
  };

  // Answers a part: the best score that any way to say it gives each document.
  const answered = async (part) => {
    const scores = new Map();
    const terms = new Set();
    const add = async (way) => {
      const found = await together(way.terms, way.weight);
      if (found.size > 0) way.terms.forEach((key) => terms.add(key));
      for (const [document, score] of found) scores.set(document, Math.max(score, scores.get(document) ?? 0));
    };
    for (const way of part.ways) await add(way);
    if (part.single) {
      for (const [key, weight] of await longer(part)) await add({ terms: [key], weight });
    }
    return { ...part, scores, terms };
  };

  // Terms that begin as the word does: those of its family, and while it is typed whatever it may become.
  const longer = async ({ word, open, ways }) => {
    const own = ways[0].terms[0];
    const prefixes = new Set();
    if (own.length >= SHORTEST_BEGINNING) prefixes.add(own);
    if (open && word.length >= SHORTEST_UNFINISHED) prefixes.add(word);
    const found = new Map();
    for (const prefix of prefixes) {
      for (const [key] of await beginning("terms", prefix)) {
        if (key !== own) found.set(key, (BEGINNING * prefix.length) / key.length);
      }
    }
    return found;
  };

  // How many letters must be added, left out, changed or exchanged; `most + 1` where it is more than `most`.
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, index) => index)];
    for (let row = 1; row <= one.length; row += 1) {
      const line = [row];
      for (let column = 1; column <= other.length; column += 1) {
        const same = one[row - 1] === other[column - 1];
        line[column] = Math.min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
        const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
        if (swapped) line[column] = Math.min(line[column], before[column - 2] + 1);
      }
      [before, last] = [last, line];
    }
    return last[other.length];
  };

  const reversed = (text) => [...text].reverse().join("");

  // Terms at most so many slips away, nearest first: one half of a word with one slip is right.
  const near = async (key, most) => {
    if (key.length < SHORTEST_CORRECTED) return [];
    const fronts = await beginning("words", key.slice(0, 2));
    const backs = await beginning("endings", reversed(key).slice(0, 2));
    const known = new Map([...fronts, ...backs.map(([back, form]) => [reversed(back), form])]);
    const found = [...known].map(([other, form]) => ({ term: other, form, slips: distance(key, other, most) }));
    const few = found.filter(({ slips }) => slips <= most);
    return few.sort((one, other) => one.slips - other.slips || (one.term < other.term ? -1 : 1));
  };

  // Other things that the same fingers may have meant: the other layout of the keyboard, Latin letters for Russian ones.
  const meant = (text) => {
    const [latin, russian] = [/[a-z]/i.test(text), /[а-яё]/i.test(text)];
    const texts = [];
    const [keys, letters] = core.keyboard;
    if (latin && !russian) {
      texts.push(exchanged(text.toLowerCase(), [keys, letters]));
      if ([...text.matchAll(/[a-z]/gi)].every(([letter]) => core.alike[0].includes(letter))) {
        texts.push(exchanged(text, core.alike));
      }
    }
    if (russian && !latin) texts.push(exchanged(text.toLowerCase(), [letters, keys]));
    return texts;
  };

  const understood = async (text) => {
    const answer = async (words) => {
      const question = parsed(words);
      const parts = await Promise.all(question.parts.map(answered));
      return { ...question, parts, known: parts.filter(({ scores }) => scores.size > 0).length };
    };
    const typed = await answer(text);
    if (typed.known === typed.parts.length) return typed;
    let best = typed;
    for (const other of meant(text)) {
      const question = await answer(other);
      const [share, before] = [question, best].map(({ known, parts }) => known / Math.max(parts.length, 1));
      if (share > before) best = { ...question, instead: other };
    }
    return best;
  };

  // Gives the parts that nothing answers the words they may have been meant for.
  const corrected = async (question) => {
    const parts = await Promise.all(question.parts.map(async (part) => {
      if (part.scores.size > 0 || !part.single) return part;
      const found = await near(part.ways[0].terms[0], 1);
      const ways = found.map((other) => ({ terms: [other.term], weight: CORRECTED }));
      const again = await answered({ ...part, single: false, ways });
      return { ...again, corrected: again.scores.size > 0 ? found.map(({ form }) => form) : undefined };
    }));
    return { ...question, parts };
  };

  // ── Answers ────────────────────────────────────────────────────────────────────────────────────────────────────────

  const groupOf = (document) => {
    const group = core.groups[fileOf(core.groups.map(([first]) => first), document)];
    const [, kind, year, owner] = group;
    return { kind: core.kinds[kind], year: core.years[year], owner: core.owners[owner] };
  };

  const passes = (document, filter) => {
    const group = groupOf(document);
    return ["kind", "year", "owner"].every((name) => !filter[name] || filter[name] === group[name]);
  };

  const textOf = async (document) => {
    const file = fileOf(core.texts, document);
    const [title, address, when, text] = (await piece(`texts-${file}`))[document - core.texts[file]];
    return { title, address, when, text };
  };

  const says = (words, phrase) => words.some((_, at) => phrase.every((word, index) => words[at + index] === word));

  // Of the best documents those that have every phrase as it was quoted. Each has to be read for it, so not all are.
  const MOST_READ = 200;
  const quoting = async (documents, phrases) => {
    const read = documents.slice(0, MOST_READ);
    const right = await Promise.all(read.map(async ({ document }) => {
      const { title, text } = await textOf(document);
      const words = wordsOf(`${title}\n${text}`);
      return phrases.every((phrase) => says(words, phrase));
    }));
    return read.filter((_, index) => right[index]);
  };

  // What the site says to `text`: documents that have all words, best first, then those that have fewer.
  const find = async (text, filter = {}) => {
    await begin();
    const question = await corrected(await understood(text));
    const found = new Map();
    for (const { scores } of question.parts) {
      for (const [document, score] of scores) {
        const entry = found.get(document) ?? { document, count: 0, score: 0 };
        entry.count += 1;
        entry.score += score;
        found.set(document, entry);
      }
    }
    const all = [...found.values()].filter(({ document }) => passes(document, filter));
    all.sort((one, other) => other.count - one.count || other.score - one.score || one.document - other.document);
    const whole = all.filter(({ count }) => count === question.parts.length);
    const { phrases } = question;
    const quotes = phrases.length > 0 ? await quoting(whole, phrases) : whole;
    const unquoted = phrases.length > 0 && quotes.length === 0 && whole.length > 0;
    const full = unquoted ? whole : quotes;
    return {
      question,
      full: full.map(({ document }) => document),
      fewer: phrases.length > 0 ? [] : all.slice(whole.length).map(({ document }) => document),
      instead: question.instead,
      corrected: question.parts.flatMap(({ word, corrected: forms }) => (forms ? [{ word, forms }] : [])),
      missing: question.parts.filter(({ scores }) => scores.size === 0).map(({ word }) => word),
      unquoted,
      unread: phrases.length > 0 ? Math.max(whole.length - MOST_READ, 0) : 0,
    };
  };

  // Words of the site that look most like those which it does not have.
  const suggestions = async (answer) => {
    const lists = await Promise.all(answer.missing.map((word) => near(term(word), 2)));
    return [...new Set(lists.flatMap((list) => list.slice(0, 3).map(({ form }) => form)))];
  };

  // ── Stretches of text ──────────────────────────────────────────────────────────────────────────────────────────────

  const LENGTH = 220;
  const BEFORE = 50;

  // A text as a row of stretches, each with whether it is marked.
  const marked = (text, terms) => {
    const stretches = [];
    let end = 0;
    for (const match of text.matchAll(WORD)) {
      if (!terms.has(term(fold(match[0])))) continue;
      if (match.index > end) stretches.push([text.slice(end, match.index), false]);
      end = match.index + match[0].length;
      stretches.push([match[0], true]);
    }
    if (end < text.length) stretches.push([text.slice(end), false]);
    return stretches;
  };

  // Where in a text most of the terms stand together.
  const densest = (text, terms) => {
    const places = [...text.matchAll(WORD)]
      .map((match) => ({ at: match.index, key: term(fold(match[0])) }))
      .filter(({ key }) => terms.has(key));
    let best = { at: 0, count: 0 };
    places.forEach(({ at }, first) => {
      const inside = places.slice(first).filter((place) => place.at < at + LENGTH - BEFORE);
      const count = new Set(inside.map(({ key }) => key)).size * 10 + Math.min(inside.length, 9);
      if (count > best.count) best = { at, count };
    });
    return best.at;
  };

  const stretch = (text, terms) => {
    const around = densest(text, terms);
    const from = around <= BEFORE ? 0 : text.indexOf(" ", around - BEFORE) + 1;
    const cut = text.length > from + LENGTH ? text.lastIndexOf(" ", from + LENGTH) : text.length;
    const to = cut > from ? cut : text.length;
    const shown = text.slice(from, to).replace(/\n/g, " · ");
    return marked(`${from > 0 ? "… " : ""}${shown}${to < text.length ? " …" : ""}`, terms);
  };

  // The documents as they are shown: title and text as stretches with the words of the question marked.
  const shown = async (answer, documents) => {
    const terms = new Set(answer.question.parts.flatMap((part) => [...part.terms]));
    return Promise.all(documents.map(async (document) => {
      const { title, address, when, text } = await textOf(document);
      return { ...groupOf(document), address, when, title: marked(title, terms), text: stretch(text, terms) };
    }));
  };

  return {
    // Whoever can load the pieces says how: `load(name)` shall end in `take` or `fail`.
    loadWith: (load) => { request = load; },
    take,
    fail,
    choices: async () => { await begin(); return core; },
    terms: async (words) => { await begin(); return words.map((word) => wordsOf(word).map(term).join(" ")); },
    find,
    suggestions,
    shown,
  };
})();
