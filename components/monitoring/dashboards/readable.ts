import type { Dashboard, Section } from "./dashboard";
import { LAYOUT_RULES } from "./layout";

/**
 * The same dashboard as the rules of layout have it, however many services there are: no empty sections, none too long,
 * and those beyond the panels that are shown at first are closed.
 */
export function readable(dashboard: Dashboard): Dashboard {
  return { ...dashboard, sections: closedBeyond(dashboard.sections.flatMap(inParts)) };
}

/** Parts of a section that are not too long; none of an empty one. */
function inParts(section: Section): Section[] {
  const count = Math.ceil(section.panels.length / LAYOUT_RULES.panelsOfSection);
  const size = Math.ceil(section.panels.length / count);
  return Array.from({ length: count }, (_, index) => ({
    ...section,
    title: index === 0 ? section.title : `${section.title} (${index + 1})`,
    panels: section.panels.slice(index * size, (index + 1) * size),
  }));
}

function closedBeyond(sections: readonly Section[]): Section[] {
  let shown = 0;
  return sections.map((section) => {
    const isClosed = section.closed === true || shown + section.panels.length > LAYOUT_RULES.panelsAtFirst;
    if (!isClosed) shown += section.panels.length;
    return isClosed ? { ...section, closed: true } : section;
  });
}
