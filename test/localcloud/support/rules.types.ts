import { describeLimits } from "../limits/inputs";
import { describeRules, describeWarnings } from "./rules";

const TYPE = "aws:sqs/queue:Queue";
const prepare = () => ({ inputs: {} });

/** What the compiler refuses: `npm test` fails where it accepts one of these. Nothing calls it. */
export function emptyTables(): void {
  describeRules(TYPE, prepare, [["a name", { name: "a b" }, { name: "a-b" }, "InvalidParameterValue", "name"]]);
  describeWarnings(TYPE, prepare, [["a name", { name: "a b" }, { name: "a-b" }, "name"]]);
  describeLimits(TYPE, [["name", "a b", "a-b", "InvalidParameterValue", "name"]]);

  // @ts-expect-error no rule of creations
  describeRules(TYPE, prepare, []);
  // @ts-expect-error no warning
  describeWarnings(TYPE, prepare, []);
  // @ts-expect-error no limit of an input
  describeLimits(TYPE, []);
}
