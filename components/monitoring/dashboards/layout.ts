import type { Dashboard, Section } from "./dashboard";
import type { Panel } from "./panel";

/** Columns of Grafana's grid. */
export const COLUMNS = 24;

/**
 * What keeps dashboards readable, also on a phone. There Grafana shows the panels one below the other, each as wide as
 * the screen and as high as in the grid: what matters most stands first, nothing is wider than the screen, and what few
 * people need is in closed sections, so that nobody scrolls past it.
 */
export const LAYOUT_RULES = {
  /** Columns of a panel at least: a figure takes a quarter of the width, what has an axis a half. */
  minColumns: 6,
  minColumnsWithAxis: 12,
  /** Rows of the grid, of 30 pixels and a gap, that a panel takes. */
  minHeight: 4,
  maxHeight: 9,
  panelsAtFirst: 16,
  panelsOfSection: 10,
  tableColumns: 4,
  titleCharacters: 48,
} as const;

/** A place in the grid. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface PlacedPanel {
  readonly panel: Panel;
  readonly place: Place;
}

export interface PlacedSection {
  readonly title: string;
  readonly closed: boolean;
  /** Place of the heading. */
  readonly place: Place;
  readonly panels: readonly PlacedPanel[];
}

/** Gives everything on a dashboard its place, in the order in which it is read. */
export function placed({ sections }: Dashboard): PlacedSection[] {
  let y = 0;
  return sections.map((section) => {
    const placedSection = placeSection(section, y);
    const last = placedSection.panels.at(-1)?.place;
    y = last === undefined || placedSection.closed ? y + 1 : last.y + last.h;
    return placedSection;
  });
}

function placeSection({ title, panels, closed = false }: Section, top: number): PlacedSection {
  let y = top + 1;
  const rows = rowsOf(panels).map((row) => {
    const { height } = sizeOf(row[0]);
    const placedRow = placeRow(row, y, height);
    y += height;
    return placedRow;
  });
  return { title, closed, place: { x: 0, y: top, w: COLUMNS, h: 1 }, panels: rows.flat() };
}

function placeRow(row: readonly Panel[], y: number, h: number): PlacedPanel[] {
  const w = COLUMNS / row.length;
  return row.map((panel, index) => ({ panel, place: { x: index * w, y, w, h } }));
}

type Row = readonly [Panel, ...Panel[]];

/** Panels of the same size stand side by side, and rows are filled. */
function rowsOf(panels: readonly Panel[]): Row[] {
  const runs: [Panel, ...Panel[]][] = [];
  for (const panel of panels) {
    const run = runs.at(-1);
    if (run !== undefined && sameSize(run[0], panel)) run.push(panel);
    else runs.push([panel]);
  }
  return runs.flatMap((run) => evenRows(run, sizeOf(run[0]).perRow));
}

function sameSize(one: Panel, other: Panel): boolean {
  const [a, b] = [sizeOf(one), sizeOf(other)];
  return a.perRow === b.perRow && a.height === b.height;
}

/** Rows of about the same number of panels: five go as three and two, not as four and one. */
function evenRows(run: Row, perRow: number): Row[] {
  const count = Math.ceil(run.length / perRow);
  const rows: Row[] = [];
  let rest: readonly Panel[] = run;
  for (let left = count; left > 0; left -= 1) {
    const [first, ...others] = rest.slice(0, Math.ceil(rest.length / left));
    if (first !== undefined) rows.push([first, ...others]);
    rest = rest.slice(others.length + 1);
  }
  return rows;
}

interface Size {
  readonly perRow: number;
  readonly height: number;
}

const SMALL: Size = { perRow: 4, height: 4 };
const HALF: Size = { perRow: 2, height: 8 };

const SIZES = {
  number: SMALL,
  gauge: SMALL,
  lines: HALF,
  area: HALF,
  bars: HALF,
  "bar-gauge": HALF,
  states: { perRow: 1, height: 5 },
  table: { perRow: 1, height: 6 },
  text: { perRow: 1, height: 6 },
  traces: { perRow: 1, height: 9 },
} as const satisfies Readonly<Record<string, Size>>;

function sizeOf(panel: Panel): Size {
  return SIZES[panel.kind === "metrics" ? panel.visualization : panel.kind];
}
