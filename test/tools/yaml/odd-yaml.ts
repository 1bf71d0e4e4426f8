import fc from "fast-check";

type Path = readonly (string | number)[];

/** A configuration file as somebody could have written it, with the places of its scalars. */
export interface OddFile {
  readonly text: string;
  /** Scalars, each on a line with only its key and comments, or a whole flow. */
  readonly scalars: readonly { readonly path: Path; readonly line: number }[];
}

interface Written {
  readonly lines: readonly string[];
  readonly scalars: readonly { readonly path: Path; readonly line: number }[];
}

const scalar = fc.constantFrom(
  "1",
  "010",
  "0o17",
  "true",
  "yes",
  "~",
  "2026-01-02",
  "1.50",
  "'q'",
  '"d"',
  "a b",
  "1e3",
  "12:30",
);
const gap = fc.constantFrom(" ", "  ", "     ");
const comment = fc.constantFrom("", "", " # why", "   #", "  # a: b");
const between = fc.constantFrom<string[]>([], [], [""], ["", ""], ["# a line: [of its own"], ["   # elsewhere", ""]);

/**
 * Files with odd indentation, comments, blank lines, flows, anchors and scalars that readers take for different things.
 */
export function oddFile(): fc.Arbitrary<OddFile> {
  return fc
    .record({
      head: fc.constantFrom<string[]>(
        [],
        ["# head"],
        ["x-base: &base {k: v}", ""],
        ["other: 3   # other", "x: &base", " k: v"],
      ),
      foot: fc.constantFrom<string[]>([], ["encryptionsalt: v1:abc"], ["# foot", "tail:", "- 1"]),
      indent: fc.constantFrom(1, 2, 3, 4),
      entries: fc.array(entry(), { minLength: 1, maxLength: 5 }),
      first: fc.tuple(gap, scalar, comment, between),
      trail: comment,
      end: fc.constantFrom("\n", "\n\n"),
    })
    .map(({ head, foot, indent, entries, first: [space, value, note, gapLines], trail, end }) => {
      const hasBase = head.some((line) => line.includes("&base"));
      const start = [...head, `config:${trail}`];
      const keys = [...gapLines.map((line) => line), `${" ".repeat(indent)}a:first:${space}${value}${note}`];
      const scalars = [{ path: ["config", "a:first"], line: start.length + gapLines.length }];
      const written = entries.reduce<Written>(
        ({ lines, scalars: before }, write, index) => {
          const next = write(`a:k${index}`, indent, hasBase);
          const moved = next.scalars.map(({ path, line }) => ({
            path: ["config", ...path],
            line: line + start.length + lines.length,
          }));
          return { lines: [...lines, ...next.lines], scalars: [...before, ...moved] };
        },
        { lines: keys, scalars },
      );
      return { text: [...start, ...written.lines, ...foot].join("\n") + end, scalars: written.scalars };
    });
}

type Entry = (key: string, indent: number, hasBase: boolean) => Written;

function entry(): fc.Arbitrary<Entry> {
  return fc.oneof(scalarEntry(), flowEntry(), groupEntry(), listEntry(), strangeEntry());
}

function scalarEntry(): fc.Arbitrary<Entry> {
  return fc.tuple(gap, scalar, comment, between).map(([space, value, note, lines]) => (key, indent) => ({
    lines: [...lines, `${" ".repeat(indent)}${key}:${space}${value}${note}`],
    scalars: [{ path: [key], line: lines.length }],
  }));
}

function flowEntry(): fc.Arbitrary<Entry> {
  return fc.tuple(gap, scalar, comment).map(([space, value, note]) => (key, indent) => ({
    lines: [`${" ".repeat(indent)}${key}:${space}{p: ${value} ,q:${space}[x,  y], "r": 1}${note}`],
    scalars: [
      { path: [key, "p"], line: 0 },
      { path: [key, "q", 1], line: 0 },
    ],
  }));
}

function groupEntry(): fc.Arbitrary<Entry> {
  return fc
    .tuple(fc.constantFrom(1, 2, 5), scalar, comment, comment, between)
    .map(([more, value, note, onKey, lines]) => (key, indent) => ({
      lines: [
        `${" ".repeat(indent)}${key}:${onKey}`,
        `${" ".repeat(indent + more)}one: ${value}${note}`,
        ...lines,
        `${" ".repeat(indent + more)}two: "2"`,
      ],
      scalars: [
        { path: [key, "one"], line: 1 },
        { path: [key, "two"], line: 2 + lines.length },
      ],
    }));
}

function listEntry(): fc.Arbitrary<Entry> {
  return fc
    .tuple(fc.constantFrom(0, 2, 3), gap, scalar, comment, between)
    .map(([more, space, value, note, lines]) => (key, indent) => {
      const column = indent + more;
      return {
        lines: [
          `${" ".repeat(indent)}${key}:`,
          `${" ".repeat(column)}-${space}name: x${note}`,
          ...lines,
          `${" ".repeat(column + 1 + space.length)}value: ${value}`,
          `${" ".repeat(column)}- ${value}${note}`,
        ],
        scalars: [
          { path: [key, 0, "name"], line: 1 },
          { path: [key, 0, "value"], line: 2 + lines.length },
          { path: [key, 1], line: 3 + lines.length },
        ],
      };
    });
}

/** Parts of files that no test changes: empty values, merge keys, aliases, texts of several lines. */
function strangeEntry(): fc.Arbitrary<Entry> {
  return fc.constantFrom("empty", "merge", "alias", "literal", "anchor").map((kind) => (key, indent, hasBase) => {
    const start = `${" ".repeat(indent)}${key}:`;
    const inner = " ".repeat(indent + 2);
    if (kind === "merge" && hasBase) return { lines: [start, `${inner}<<: *base`, `${inner}own: 1`], scalars: [] };
    if (kind === "alias" && hasBase) return { lines: [`${start} *base`], scalars: [] };
    if (kind === "literal")
      return { lines: [`${start} |`, `${inner}one # no comment`, "", `${inner}two`], scalars: [] };
    if (kind === "anchor") return { lines: [`${start} &of-${key.slice(2)} 3`], scalars: [] };
    return { lines: [`${start}   # nothing`], scalars: [] };
  });
}
