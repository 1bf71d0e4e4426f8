/** Lines of a shell script that write a file. */
export function fileLines(path: string, content: string, options: { readonly withFolder?: boolean } = {}): string[] {
  const folder = options.withFolder === true ? [`mkdir -p ${path.slice(0, path.lastIndexOf("/"))}`] : [];
  return [...folder, `cat > ${path} <<'END_OF_FILE'`, content, "END_OF_FILE"];
}
