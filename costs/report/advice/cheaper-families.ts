import { HOURS_A_MONTH, type FixedCost } from "../../model/cost";
import { inCents, type Range, times } from "../../model/range";
import { findPrice } from "../../prices/find-price";
import type { ResourceCost } from "../../stack/stack-costs";
import type { Advice, AdviceRule } from "./advice";

/** Families with Graviton processors of the same shape, the newest first, by the family with others. */
const GRAVITON: Readonly<Record<string, readonly string[]>> = {
  t3: ["t4g"],
  t3a: ["t4g"],
  m5: ["m7g", "m6g"],
  m5a: ["m7g", "m6g"],
  m6i: ["m7g", "m6g"],
  m6a: ["m7g", "m6g"],
  m7i: ["m7g"],
  c5: ["c7g", "c6g"],
  c6i: ["c7g", "c6g"],
  c7i: ["c7g"],
  r5: ["r7g", "r6g"],
  r6i: ["r7g", "r6g"],
  r7i: ["r7g"],
};

/** Families of the next generation with the same processors' instructions. */
const NEWER: Readonly<Record<string, readonly string[]>> = {
  t2: ["t3"],
  m3: ["m6i", "m5"],
  m4: ["m6i", "m5"],
  c3: ["c6i", "c5"],
  c4: ["c6i", "c5"],
  r3: ["r6i", "r5"],
  r4: ["r6i", "r5"],
};

/** Instances, databases and caches of families that have a cheaper successor. */
export const olderGeneration: AdviceRule = (costs) =>
  costs.flatMap((each) =>
    cheaperThan(each, NEWER, "older-generation", (family) => `move to ${family}, which runs the same programs`),
  );

/** Instances, databases and caches that would cost less on Graviton. */
export const graviton: AdviceRule = (costs) =>
  costs.flatMap((each) =>
    cheaperThan(each, GRAVITON, "graviton", (family) =>
      each.resource.type.startsWith("aws:rds") || each.resource.type.startsWith("aws:elasticache")
        ? `move to ${family}: the server is the same, on Graviton`
        : `move to ${family}: images have to be built for arm64`,
    ),
  );

function cheaperThan(
  { resource, cost }: ResourceCost,
  families: Readonly<Record<string, readonly string[]>>,
  rule: string,
  textOf: (family: string) => string,
): Advice[] {
  if (cost.kind !== "priced") return [];
  return cost.fixed.flatMap((part) => {
    const found = cheaperPart(part, families, resource.region);
    if (found === undefined) return [];
    const { family, usd, saving } = found;
    return [
      {
        rule,
        text: textOf(family),
        resources: [resource.name],
        saving,
        computation: `${countText(part.count)} × ${HOURS_A_MONTH} h × ($${part.price.usd.toFixed(4)} − $${usd.toFixed(4)})`,
      },
    ];
  });
}

/** The first family of the list that costs less than a part, in the same size. */
function cheaperPart(
  { price, count, isHourly }: FixedCost,
  families: Readonly<Record<string, readonly string[]>>,
  region: string,
): { readonly family: string; readonly usd: number; readonly saving: Range } | undefined {
  const { start, family, size } = partsOf(price.key);
  const cheaper = (isHourly ? (families[family] ?? []) : [])
    .map((other) => ({ family: other, usd: findPrice(`${start}${other}.${size}`, region)?.usd ?? Infinity }))
    .find(({ usd }) => usd < price.usd);
  return cheaper && { ...cheaper, saving: inCents(times(count, (price.usd - cheaper.usd) * HOURS_A_MONTH)) };
}

/** What a key of an instance type is made of: `rds.postgresql.db.`, `m5` and `large`. */
function partsOf(key: string): { readonly start: string; readonly family: string; readonly size: string } {
  const [, start = "", family = "", size = ""] = /^((?:.+\.)?)([a-z]\d[a-z]*)\.([^.]+)$/.exec(key) ?? [];
  return { start, family, size };
}

/** `3`, or `3 to 20`. */
export function countText({ min, max }: Range): string {
  return min === max ? String(min) : `${min} to ${max}`;
}
