/** Lines of a Groovy program. */
export type Groovy = readonly string[];

/** A block with its content indented: `stage('lint') {` … `}`. */
export function block(head: string, ...content: readonly Groovy[]): Groovy {
  return [`${head} {`, ...content.flat().map((line) => (line === "" ? "" : `  ${line}`)), "}"];
}

/** Blocks one in the other, the outermost first. */
export function nested(heads: readonly string[], content: Groovy): Groovy {
  return heads.reduceRight<Groovy>((inner, head) => block(head, inner), content);
}

/** A text of Groovy in which nothing is replaced: what looks like a variable is the shell's. */
export function literal(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
