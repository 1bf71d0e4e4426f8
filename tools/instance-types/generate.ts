import { join } from "node:path";
import { runPython } from "../shared/python";

/** Writes `components/capacity-sizing/generated/instance-types.json` anew, and gives a summary for people. */
export function generateInstanceTypes(root: string): string {
  return runPython(
    [join(root, "tools", "instance-types", "generate.py")],
    "the table of instance types",
    "Python 3 with pip, Go, and a network in which both reach their packages",
  );
}
