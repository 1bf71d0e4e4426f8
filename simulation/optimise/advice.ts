import { table } from "../../tools/shared/table";
import { wordOf } from "../result/report";
import type { ChangedSetting, Found } from "./search";

/** What a search has found, as a terminal shows it: the verdicts before and after, and the configuration to paste. */
export function adviceText(found: Found, serviceKey: string): string {
  return [verdicts(found), ...advice(found, serviceKey)].join("\n\n");
}

function verdicts({ before, best }: Found): string {
  const rows = before.verdicts.map(({ target, wanted, measured, isMet }, index) => {
    const after = best.verdicts[index];
    return [target, wanted, `${measured} (${wordOf(isMet)})`, `${after?.measured ?? ""} (${wordOf(after?.isMet)})`];
  });
  return table([`targets of ${before.summary.service}`, "wanted", "as configured", "best found"], rows);
}

function advice({ before, best, changes, triggers, simulations }: Found, serviceKey: string): string[] {
  const missed = best.verdicts.filter(({ isMet }) => isMet === false).map(({ target }) => target);
  if (before.verdicts.every(({ isMet }) => isMet !== false))
    return ["Every target that this trace shows is met; nothing to change."];
  const open =
    missed.length === 0
      ? "With the following, every target that this trace shows is met."
      : `No configuration that was tried meets ${missed.join(" and ")}; the best of ${simulations} simulations is shown.`;
  return [open, ...configuration(changes, triggers, serviceKey), ...speed(changes)];
}

function configuration(changes: readonly ChangedSetting[], triggers: readonly string[], serviceKey: string): string[] {
  const own = changes.filter(({ setting }) => setting.isOfConfiguration);
  return own.length === 0 ? [] : [configurationText(own, triggers, serviceKey)];
}

/** The keys of the configuration below `proofpix:services`. */
export function configurationText(
  changes: readonly ChangedSetting[],
  triggers: readonly string[],
  serviceKey: string,
): string {
  const bounds = changes
    .filter(({ setting }) => !setting.key.startsWith("triggers."))
    .map(({ setting, value }) => `      ${setting.key}: ${value}`);
  const lines = triggerLines(changes, triggers);
  return [
    "proofpix:services:",
    `  - name: ${serviceKey}`,
    "    scaling:",
    ...bounds,
    ...(lines.length === 0 ? [] : ["      triggers:", ...lines]),
  ].join("\n");
}

/** The longest of all quiet windows counts, so that a shorter one has to be given to each trigger. */
function triggerLines(changes: readonly ChangedSetting[], triggers: readonly string[]): string[] {
  return triggers.flatMap((trigger) => {
    const own = changes.flatMap(({ setting, value }) => {
      const [, name, key = ""] = setting.key.split(".");
      return name === trigger || name === "*" ? [writtenKey(key, value, setting.unit)] : [];
    });
    return own.length === 0 ? [] : [`        ${trigger}: { ${own.join(", ")} }`];
  });
}

function writtenKey(key: string, value: number, unit: string): string {
  return unit === "" ? `${key}: ${value}` : `${key}: "${value}${unit}"`;
}

function speed(changes: readonly ChangedSetting[]): string[] {
  const own = changes.filter(({ setting }) => !setting.isOfConfiguration);
  if (own.length === 0) return [];
  const values = own.map(
    ({ setting, before, value }) => `${setting.key.replace("speed.", "")}: ${value} (now ${before})`,
  );
  return [
    `The configuration has no keys for these; they are the argument \`speed\` of ServiceScaling (SC-10):\n  ${values.join(", ")}`,
  ];
}
