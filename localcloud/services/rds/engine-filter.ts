import { objects, text, texts, type Properties } from "../../model/values";
import { NotModelledError } from "../shared/inputs";

/** Whether a database is of the engines that the filters of a call name. */
export function isOfAskedEngine(args: Properties): (outputs: Properties) => boolean {
  const filters = objects(args, "filters");
  const others = filters.flatMap((filter) => text(filter, "name") ?? []).filter((name) => name !== "engine");
  if (others.length > 0) throw new NotModelledError("filters of databases", others, "services/rds/engine-filter.ts");
  return ({ engine }) => filters.every((filter) => texts(filter, "values").includes(String(engine)));
}
