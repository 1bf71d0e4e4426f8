import { Recorder } from "../../../automation/pipeline/recorder";
import { runStep } from "../../../automation/pipeline/run-step";
import { fakeContext } from "../support/context";
import { deployed } from "../support/records";
import { VirtualClock } from "../support/virtual-clock";

/** A step whose work takes so many seconds of the cloud's time. */
function step(workSeconds: number, limitSeconds: number, { speed = 1, cancelAfter = 0 } = {}) {
  const clock = new VirtualClock(speed);
  const cancel = new AbortController();
  const context = { ...fakeContext(), clock, signal: cancel.signal };
  const recorder = new Recorder(context, deployed(1, { status: "running" }));
  if (cancelAfter > 0) {
    clock.after(cancelAfter, () => {
      cancel.abort();
    });
  }
  const work = async (signal: AbortSignal) => {
    await clock.wait(workSeconds * 1_000, signal);
    return { detail: "done" };
  };
  const end = runStep({ name: "validate-configuration", limitSeconds, work }, recorder, context);
  return { end, steps: () => recorder.record.steps };
}

describe("the time limit of a step", () => {
  it("is kept by what ends in time", async () => {
    const { end, steps } = step(899, 900);
    await end;

    expect(steps()).toMatchObject([{ outcome: "succeeded", detail: "done" }]);
  });

  it("ends what takes longer, and says so", async () => {
    const { end, steps } = step(901, 900);

    await expect(end).rejects.toMatchObject({ code: "time-limit" });
    expect(steps()).toMatchObject([{ outcome: "failed", detail: "validate-configuration took longer than 900 s" }]);
  });

  // A preview of 46 s on this machine is 920 s of a cloud that runs 20 times as fast.
  it("is in this machine's time, however fast the cloud runs", async () => {
    const { end, steps } = step(920, 900, { speed: 20 });
    await end;

    expect(steps()).toMatchObject([{ outcome: "succeeded" }]);
    await expect(step(920, 45, { speed: 20 }).end).rejects.toMatchObject({ code: "time-limit" });
  });

  it("isn't what ended a step that was cancelled", async () => {
    const { end, steps } = step(100, 900, { cancelAfter: 10 });

    await expect(end).rejects.toMatchObject({ code: "cancelled" });
    expect(steps()).toMatchObject([{ outcome: "failed" }]);
  });
});
