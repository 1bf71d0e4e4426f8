/**
 * The regular expression of a pattern in which `*` stands for any characters and `?` for one; a backslash takes away
 * their meaning (User Guide for Application Load Balancers, "Condition types for listener rules").
 */
export function wildcardExpression(pattern: string, isCaseSensitive: boolean): RegExp {
  const source = pattern.replace(/\\([*?\\])|[*?]|[.+^${}()|[\]\\/]/g, (found: string, escaped: string | undefined) => {
    if (escaped !== undefined) return `\\${escaped}`;
    if (found === "*") return ".*";
    return found === "?" ? "." : `\\${found}`;
  });
  return new RegExp(`^${source}$`, isCaseSensitive ? "s" : "is");
}
