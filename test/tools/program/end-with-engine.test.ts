import { spawnSync } from "node:child_process";
import { join } from "node:path";

const MODULE = join(__dirname, "..", "..", "..", "tools", "program", "end-with-engine.cjs");

/** Runs a program whose promise is rejected with an error of this gRPC status, and which has work left to do. */
function exitCodeAfter(code: number): number | null {
  const program = `
    require(${JSON.stringify(MODULE)}).endWithEngine();
    process.on("unhandledRejection", () => undefined);
    Promise.reject(Object.assign(new Error("rejected"), { code: ${code} }));
    setTimeout(() => process.exit(7), 100);`;
  return spawnSync(process.execPath, ["-e", program]).status;
}

describe("endWithEngine", () => {
  it("ends the program when the engine can't be reached", () => {
    expect(exitCodeAfter(14)).toBe(1);
  });

  it("leaves other errors to the SDK", () => {
    expect(exitCodeAfter(2)).toBe(7);
  });
});
