import {
  DETECTION,
  type DetectionSettings,
  validateDetection,
  detectionTime,
} from "../../../../components/monitoring/detection";
import { ArgumentProblems } from "../../../../components/shared/validation";

const OBJECTIVE = { seconds: 30, probeErrorRate: 0.002, falsePositiveRate: 0.001 };

function problemsOf(settings: DetectionSettings, objective = OBJECTIVE): string[] {
  const problems = new ArgumentProblems();
  validateDetection(settings, objective, problems);
  return problems.all.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
}

function withProbe(probe: Partial<DetectionSettings["probe"]>): DetectionSettings {
  return { ...DETECTION, probe: { ...DETECTION.probe, ...probe } };
}

describe("the worst case of finding a dead instance", () => {
  it("is less than 30 s by default, every part explained", () => {
    expect(detectionTime(DETECTION)).toEqual({
      seconds: 28.5,
      parts: [
        {
          part: "probes",
          seconds: 15,
          reason: "it dies just after it answered; 3 probes have to fail, one every 5 s",
        },
        {
          part: "timeout",
          seconds: 2.5,
          reason: "the last probe gets no answer, and Prometheus waits for it until the timeout of the scrape",
        },
        {
          part: "evaluation",
          seconds: 5,
          reason: "the rule has just been evaluated; the next evaluation comes 5 s later",
        },
        {
          part: "hand-over",
          seconds: 1,
          reason: "Prometheus evaluates the group of rules, and sends the alert to each Alertmanager",
        },
        {
          part: "grouping",
          seconds: 4,
          reason: "Alertmanager waits 2 s for more alerts of a new group, and 4 s where it has just told of the group",
        },
        { part: "notification", seconds: 1, reason: "Alertmanager calls the receiver" },
      ],
    });
  });

  it("has the longer of Alertmanager's two waits", () => {
    expect(detectionTime({ ...DETECTION, grouping: { waitSeconds: 10, intervalSeconds: 4 } }).seconds).toBe(34.5);
  });
});

describe("settings of the detection", () => {
  it("are accepted as they are by default", () => {
    expect(problemsOf(DETECTION)).toEqual([]);
  });

  it("have to take less than the objective, not as long as it", () => {
    expect(problemsOf({ ...DETECTION, notificationSeconds: 2.5 })).toEqual([
      "probe: takes up to 30 s (probes 15 s + timeout 2.5 s + evaluation 5 s + hand-over 1 s + grouping 4 s + notification 2.5 s) to tell of a dead instance, which has to take less than 30 s; shorten the timeout, the evaluation's and the grouping's intervals",
    ]);
    expect(problemsOf({ ...DETECTION, notificationSeconds: 2.4 })).toEqual([]);
  });

  it("that take too long are refused with what would do", () => {
    expect(problemsOf(withProbe({ intervalSeconds: 10 }))).toEqual([
      expect.stringMatching(/^probe: takes up to 43.5 s .*; probe every 5 s$/),
    ]);
    expect(problemsOf(withProbe({ tries: 4 }))).toEqual([
      expect.stringMatching(/^probe: takes up to 33.5 s .*; take 3 tries$/),
    ]);
  });

  it.each([
    [{ tries: 1 }, "discoverySeconds: must be at most 0, the seconds from the first to the last of 1 tries"],
    [{ tries: 2.5 }, "probe.tries: must be a whole number from 1 to 20, got 2.5"],
    [{ timeoutSeconds: 4.6 }, "probe.timeoutSeconds: must be at least 0.5 s shorter than the 5 s between two probes"],
    [{ intervalSeconds: 0 }, "probe.intervalSeconds: must be seconds from 0.1 to 3600, got 0"],
  ])("with %j of the probes are refused", (probe, problem) => {
    expect(problemsOf(withProbe(probe)).join("\n")).toContain(problem);
  });

  it("may wait for an answer as long as the scrape ends before the next", () => {
    expect(problemsOf({ ...withProbe({ timeoutSeconds: 4.5 }), evaluationSeconds: 3 })).toEqual([]);
  });

  it("evaluate as often as they probe, for what is seen for one interval only", () => {
    expect(problemsOf({ ...DETECTION, evaluationSeconds: 5.5 })).toEqual([
      "evaluationSeconds: must be at most the 5 s between two probes, since a task that ECS has forgotten counts for that long only, got 5.5",
    ]);
  });

  it("forget tasks that ECS stops before all tries have failed", () => {
    expect(problemsOf({ ...DETECTION, discoverySeconds: 15 })).toEqual([
      "discoverySeconds: must be at most 10, the seconds from the first to the last of 3 tries, or tasks that ECS stops on purpose count as dead, got 15; take more tries where that is too few",
    ]);
  });

  it("call too many living instances dead where probes fail too often", () => {
    expect(problemsOf(DETECTION, { ...OBJECTIVE, probeErrorRate: 0.2 })).toEqual([
      "probe.tries: calls a healthy instance dead in 0.48 % of the evaluations while 20 % of the probes fail, which has to be less than 0.1 %; take more tries than 3",
    ]);
  });
});
