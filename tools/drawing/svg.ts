/** Attributes of an element; undefined ones are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

export const INK = {
  text: "#24292f",
  quiet: "#57606a",
  line: "#d8dee4",
  faint: "#eef1f4",
  paper: "#ffffff",
  page: "#f6f8fa",
};

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An element of SVG. */
export function element(name: string, attributes: Attributes, content = ""): string {
  const pairs = Object.entries(attributes).flatMap(([key, value]) => {
    if (value === undefined) return [];
    return [` ${key}="${typeof value === "number" ? rounded(value) : value}"`];
  });
  return content === "" ? `<${name}${pairs.join("")}/>` : `<${name}${pairs.join("")}>${content}</${name}>`;
}

export interface TextStyle {
  readonly size?: number;
  readonly colour?: string;
  readonly bold?: boolean;
  readonly anchor?: "start" | "middle" | "end";
}

/** A line of text whose base is at `y`. */
export function text(x: number, y: number, content: string, style: TextStyle = {}): string {
  const { size = 11, colour = INK.text, bold = false, anchor } = style;
  const attributes = { x, y, "font-size": size, fill: colour, "font-weight": bold ? "bold" : undefined };
  return element("text", { ...attributes, "text-anchor": anchor }, escaped(content));
}

export function rectangle({ x, y, width, height }: Box, attributes: Attributes): string {
  return element("rect", { x, y, width, height, ...attributes });
}

export function line(x1: number, y1: number, x2: number, y2: number, attributes: Attributes): string {
  return element("line", { x1, y1, x2, y2, ...attributes });
}

/** A line through points; gaps begin a new one. */
export function path(points: readonly (readonly [number, number] | undefined)[], attributes: Attributes): string {
  let command = "M";
  const steps = points.flatMap((point) => {
    if (point === undefined) {
      command = "M";
      return [];
    }
    const step = `${command}${rounded(point[0])} ${rounded(point[1])}`;
    command = "L";
    return [step];
  });
  return steps.length === 0 ? "" : element("path", { d: steps.join(""), ...attributes });
}

/** As much of a text as fits, by the width that letters have on average. */
export function fitting(content: string, width: number, size = 11): string {
  const letters = Math.max(1, Math.floor(width / (size * 0.56)));
  return content.length <= letters ? content : `${content.slice(0, letters - 1).trimEnd()}…`;
}

/** About how wide a text is. */
export function widthOf(content: string, size = 11): number {
  return content.length * size * 0.56;
}

function escaped(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
