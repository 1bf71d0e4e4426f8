import { locked } from "../../../automation/pipeline/locked";

/** What the engine says of two locks in a self-managed backend. */
const SAID = `error: the stack is currently locked by 2 lock(s). Either wait for the other process(es) to end or delete the lock file with \`pulumi cancel\`.
  file:///state/.pulumi/locks/organization/proofpix/staging/1.json: created by ada@laptop (pid 4711) at 2026-11-30T12:58:01+01:00
  file:///state/.pulumi/locks/organization/proofpix/staging/2.json: created by ci@runner-7 (pid 12) at 2026-11-30T13:00:00Z`;

describe("a stack that another run works on", () => {
  it("is refused, with who works on it and since when", () => {
    const problem = locked("staging", [SAID]);

    expect(problem).toMatchObject({ code: "stack-locked", isRefusal: true });
    expect(problem.message).toBe(
      "another run works on the stack staging: process 4711 of ada on laptop, since 2026-11-30T12:58:01+01:00; " +
        "process 12 of ci on runner-7, since 2026-11-30T13:00:00Z",
    );
    expect(problem.nextStep).toContain("Only if that run has died");
    expect(problem.nextStep).toContain("pulumi cancel --stack staging");
  });

  it("is refused where Pulumi Cloud names nobody", () => {
    const { message } = locked("staging", ["[409] Conflict: Another update is currently in progress."]);

    expect(message).toBe("another run works on the stack staging");
  });
});
