import { parseFault } from "../../../localcloud/faults/fault";
import { FaultQueue } from "../../../localcloud/faults/fault-queue";
import { temporaryDirectory } from "../../support/temporary-directory";

const SERVICE = "aws:ecs/service:Service";

class Crash extends Error {}

function faultsIn(directory: string): FaultQueue {
  return FaultQueue.open(directory, () => {
    throw new Crash();
  });
}

describe("FaultQueue", () => {
  it("leaves operations alone that no fault waits for", async () => {
    const faults = faultsIn(temporaryDirectory());
    faults.inject(parseFault("create", SERVICE, "fail"));

    await expect(faults.around("update", SERVICE, () => "done")).resolves.toBe("done");
    await expect(faults.around("create", "aws:lb/listener:Listener", () => "done")).resolves.toBe("done");
  });

  it.each([
    ["fail", "InternalFailure"],
    ["throttle", "ThrottlingException"],
  ])("refuses the next operation once (%s)", async (how, code) => {
    const faults = faultsIn(temporaryDirectory());
    faults.inject(parseFault("create", "*", how));
    const carriedOut = jest.fn();

    await expect(faults.around("create", SERVICE, carriedOut)).rejects.toMatchObject({ code });
    expect(carriedOut).not.toHaveBeenCalled();
    await faults.around("create", SERVICE, carriedOut);
    expect(carriedOut).toHaveBeenCalledTimes(1);
  });

  it("dies before or after it carried the operation out", async () => {
    const faults = faultsIn(temporaryDirectory());
    faults.inject(parseFault("create", SERVICE, "crash-before"));
    faults.inject(parseFault("create", SERVICE, "crash-after"));
    const carriedOut = jest.fn();

    await expect(faults.around("create", SERVICE, carriedOut)).rejects.toThrow(Crash);
    expect(carriedOut).not.toHaveBeenCalled();
    await expect(faults.around("create", SERVICE, carriedOut)).rejects.toThrow(Crash);
    expect(carriedOut).toHaveBeenCalledTimes(1);
  });

  it("tells the operation that AWS rolls it back", async () => {
    const faults = faultsIn(temporaryDirectory());
    faults.inject(parseFault("update", SERVICE, "roll-back"));

    await expect(faults.around("update", SERVICE, (rollsBack) => rollsBack)).resolves.toBe(true);
    await expect(faults.around("update", SERVICE, (rollsBack) => rollsBack)).resolves.toBe(false);
  });

  it("delays without changing the answer", async () => {
    const faults = faultsIn(temporaryDirectory());
    faults.inject(parseFault("delete", SERVICE, "slow=0.001"));

    await expect(faults.around("delete", SERVICE, () => "done")).resolves.toBe("done");
    expect(faults.list()).toEqual([]);
  });

  it("remembers waiting faults across processes, used ones not", async () => {
    const directory = temporaryDirectory();
    const faults = faultsIn(directory);
    faults.inject(parseFault("create", SERVICE, "fail"));
    faults.inject(parseFault("delete", SERVICE, "throttle"));
    await expect(faults.around("create", SERVICE, () => undefined)).rejects.toThrow();

    const next = faultsIn(directory);
    expect(next.list()).toEqual([{ operation: "delete", type: SERVICE, effect: { kind: "throttle" } }]);
    next.clear();
    expect(faultsIn(directory).list()).toEqual([]);
  });

  it.each([
    ["explode", SERVICE, "fail", 'operation must be create, read, update, delete, got "explode"'],
    ["create", SERVICE, "slow", 'got "slow"'],
    ["create", SERVICE, "slow=-1", 'got "slow=-1"'],
    ["update", "aws:lb/listener:Listener", "roll-back", 'got roll-back for update of "aws:lb/listener:Listener"'],
    ["update", "*", "roll-back", "AWS rolls back create and update of aws:ecs/service:Service only"],
    ["delete", SERVICE, "roll-back", "got roll-back for delete"],
  ])("refuses what is no fault (%s %s %s)", (operation, type, how, message) => {
    expect(() => parseFault(operation, type, how)).toThrow(message);
  });
});
