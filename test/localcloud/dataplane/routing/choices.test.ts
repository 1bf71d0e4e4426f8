import fc from "fast-check";
import { targetOfFlow } from "../../../../localcloud/dataplane/routing/flows";
import { byWeight, chooseGroup } from "../../../../localcloud/dataplane/routing/groups";
import { locationOf, redirectOf } from "../../../../localcloud/dataplane/routing/redirect";
import { inOrder, matchingRule, type Rule } from "../../../../localcloud/dataplane/routing/rules";
import { cookieValue, stickyId, stuckTo } from "../../../../localcloud/dataplane/routing/sticky-cookies";
import {
  chooseTarget,
  eligibleTargets,
  slowStartShare,
  type Balancing,
  type CandidateTarget,
  type ChoiceContext,
} from "../../../../localcloud/dataplane/routing/targets";

const ROUND_ROBIN: Balancing = {
  algorithm: "round_robin",
  slowStartSeconds: 0,
  minimumHealthy: 1,
  minimumHealthyPercent: 0,
};
const STATES = ["initial", "healthy", "unhealthy", "unused", "draining"] as const;

const target = (stickyId: string, other: Partial<CandidateTarget> = {}): CandidateTarget => ({
  stickyId,
  state: "healthy",
  healthySince: 0,
  ...other,
});

const anyTargets = fc
  .array(fc.constantFrom(...STATES), { maxLength: 12 })
  .map((states) => states.map((state, index) => target(String(index), { state })));
const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const anyAlgorithm = fc.constantFrom("round_robin", "least_outstanding_requests", "weighted_random" as const);

function context(other: Partial<ChoiceContext<CandidateTarget>> = {}): ChoiceContext<CandidateTarget> {
  return { stuck: undefined, turn: 0, random: 0, now: 1_000_000, outstanding: () => 0, ...other };
}

describe("eligible targets", () => {
  it("are never draining or unused, and some wherever one is registered", () => {
    fc.assert(
      fc.property(anyTargets, (targets) => {
        const eligible = eligibleTargets(targets, ROUND_ROBIN);
        const registered = targets.filter(({ state }) => state !== "draining" && state !== "unused");
        expect(eligible.every((each) => registered.includes(each))).toBe(true);
        expect(eligible.length > 0).toBe(registered.length > 0);
      }),
    );
  });

  it("are the healthy ones alone where one is healthy", () => {
    const targets = STATES.map((state) => target(state, { state }));
    expect(eligibleTargets(targets, ROUND_ROBIN).map(({ state }) => state)).toEqual(["healthy"]);
  });

  // User Guide for Application Load Balancers, "Target group health".
  it("are all registered ones below the minimum of healthy ones", () => {
    const targets = [target("1"), target("2", { state: "unhealthy" }), target("3", { state: "initial" })];
    expect(eligibleTargets(targets, { ...ROUND_ROBIN, minimumHealthy: 2 })).toHaveLength(3);
    expect(eligibleTargets(targets, { ...ROUND_ROBIN, minimumHealthyPercent: 50 })).toHaveLength(3);
    expect(eligibleTargets(targets, { ...ROUND_ROBIN, minimumHealthyPercent: 33 })).toHaveLength(1);
  });
});

describe("the choice of a target", () => {
  it("is one of those that may get requests, and the one that the client sticks to if it may", () => {
    fc.assert(
      fc.property(anyTargets, anyRandom, fc.nat(), anyAlgorithm, fc.nat(11), (targets, random, turn, algorithm, id) => {
        const eligible = eligibleTargets(targets, ROUND_ROBIN);
        const stuck = eligible.find(({ stickyId }) => stickyId === String(id));
        const balancing = { ...ROUND_ROBIN, algorithm };
        const chosen = chooseTarget(eligible, balancing, context({ stuck: String(id), random, turn }));
        if (eligible.length === 0) expect(chosen).toBeUndefined();
        else expect(eligible).toContain(chosen);
        if (stuck !== undefined) expect(chosen).toBe(stuck);
      }),
    );
  });

  it("goes around", () => {
    const targets = [target("a"), target("b"), target("c")];
    const chosen = [0, 1, 2, 3].map((turn) => chooseTarget(targets, ROUND_ROBIN, context({ turn }))?.stickyId);
    expect(chosen).toEqual(["a", "b", "c", "a"]);
  });

  it("prefers the target with the fewest requests, and goes around among equal ones", () => {
    const balancing = { ...ROUND_ROBIN, algorithm: "least_outstanding_requests" as const };
    const targets = [target("a"), target("b"), target("c")];
    const outstanding = ({ stickyId }: CandidateTarget): number => (stickyId === "a" ? 3 : 1);
    const chosen = [0, 1, 2].map((turn) => chooseTarget(targets, balancing, context({ turn, outstanding }))?.stickyId);
    expect(chosen).toEqual(["b", "b", "c"]);
  });

  it("gives a target in slow start a growing share", () => {
    const balancing = { ...ROUND_ROBIN, slowStartSeconds: 100 };
    const targets = [target("warm"), target("new", { healthySince: 950_000 })];
    const chosen = Array.from({ length: 300 }, (_, index) =>
      chooseTarget(targets, balancing, context({ random: index / 300 })),
    );
    expect(chosen.filter((each) => each?.stickyId === "new")).toHaveLength(100); // half a share against a whole one
  });

  it("has no slow start where all targets are new", () => {
    const balancing = { ...ROUND_ROBIN, slowStartSeconds: 100 };
    const targets = [target("a", { healthySince: 999_000 }), target("b", { healthySince: 950_000 })];
    expect(chooseTarget(targets, balancing, context({ turn: 2, random: 0.9 }))?.stickyId).toBe("a");
  });

  it.each([
    [0, 0],
    [50, 0.5],
    [100, 1],
    [1000, 1],
  ])("%s seconds after it became healthy, a target has a share of %s", (seconds, share) => {
    expect(slowStartShare(target("a", { healthySince: 0 }), 100, seconds * 1000)).toBe(share);
  });
});

describe("the choice of a group", () => {
  const groups = [
    { arn: "blue", weight: 90 },
    { arn: "green", weight: 10 },
    { arn: "none", weight: 0 },
  ];

  it("follows the weights exactly over all that is drawn", () => {
    const chosen = Array.from({ length: 1000 }, (_, index) => chooseGroup(groups, undefined, index / 1000));
    expect(chosen.filter((arn) => arn === "blue")).toHaveLength(900);
    expect(chosen.filter((arn) => arn === "green")).toHaveLength(100);
  });

  it("never falls on a weight of 0", () => {
    const items = fc.array(fc.nat(999), { maxLength: 5 });
    fc.assert(
      fc.property(items, anyRandom, (weights, random) => {
        const chosen = byWeight(weights, (weight) => weight, random);
        if (weights.some((weight) => weight > 0)) expect(chosen).toBeGreaterThan(0);
        else expect(chosen).toBeUndefined();
      }),
    );
  });

  it("is the group that the client sticks to, whatever its weight, as long as it takes requests", () => {
    expect(chooseGroup(groups, stickyId("none"), 0)).toBe("none");
    expect(chooseGroup(groups, stickyId("none"), 0, () => false)).toBe("blue");
    expect(chooseGroup(groups, stickyId("another"), 0.95)).toBe("green");
  });
});

describe("the cookie", () => {
  it("says whom a client sticks to until its end", () => {
    const cookies = new Map([["AWSALB", cookieValue("abc", 5000)]]);
    expect(stuckTo(cookies, "AWSALB", 4999)).toBe("abc");
    expect(stuckTo(cookies, "AWSALB", 5000)).toBeUndefined();
    expect(stuckTo(cookies, "AWSALBTG", 0)).toBeUndefined();
  });
});

describe("rules", () => {
  const rule = (priority: number | undefined, isMet: boolean): Rule => ({
    arn: String(priority),
    priority,
    conditions: [() => isMet],
    action: { kind: "fixed-response", status: 200, contentType: "text/plain", body: "" },
  });
  const request = { method: "GET", host: "", path: "/", query: "", sourceAddress: "", header: () => [] };

  it("are tried from the lowest priority on, and the default last", () => {
    const rules = inOrder([rule(undefined, true), rule(10, true), rule(2, false), rule(9, true)]);
    expect(rules.map(({ priority }) => priority)).toEqual([2, 9, 10, undefined]);
    expect(matchingRule(rules, request)?.priority).toBe(9);
  });

  it("always choose the met one of the lowest priority", () => {
    const anyRules = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 50_000 }), fc.boolean()), {
      selector: ([priority]) => priority,
    });
    fc.assert(
      fc.property(anyRules, (given) => {
        const rules = inOrder([rule(undefined, true), ...given.map(([priority, isMet]) => rule(priority, isMet))]);
        const met = given.filter(([, isMet]) => isMet).map(([priority]) => priority);
        expect(matchingRule(rules, request)?.priority).toBe(met.length === 0 ? undefined : Math.min(...met));
      }),
    );
  });
});

// Elastic Load Balancing API Reference, RedirectActionConfig.
describe("a redirect", () => {
  const requested = { protocol: "HTTP", host: "example.com", port: 80, path: "/a/b", query: "c=d" };

  it.each([
    [{ protocol: "HTTPS", port: "443" }, "https://example.com:443/a/b?c=d"],
    [{ host: "www.#{host}" }, "http://www.example.com:80/a/b?c=d"],
    [{ path: "/new/#{path}" }, "http://example.com:80/new/a/b?c=d"],
    [{ path: "/new", query: "" }, "http://example.com:80/new"],
    [{ query: "#{query}&e=f" }, "http://example.com:80/a/b?c=d&e=f"],
    [{ port: "#{port}", path: "/#{host}/#{port}/#{protocol}" }, "http://example.com:80/example.com/80/HTTP?c=d"],
  ])("of %j leads to %s", (settings, expected) => {
    expect(locationOf(redirectOf(settings), requested)).toBe(expected);
  });

  it("is permanent unless it says otherwise", () => {
    expect(redirectOf({ statusCode: "HTTP_301" }).status).toBe(301);
    expect(redirectOf({ statusCode: "HTTP_302" }).status).toBe(302);
  });
});

describe("the target of a connection", () => {
  const targets = Array.from({ length: 5 }, (_, index) => target(String(index)));
  const anyFlow = fc.record({ sourceAddress: fc.ipV4(), sourcePort: fc.nat(65_535) });

  it("stays the same for a client that sticks, and where another target goes", () => {
    fc.assert(
      fc.property(anyFlow, fc.nat(65_535), fc.nat(4), (flow, sourcePort, gone) => {
        const chosen = targetOfFlow(targets, flow, true);
        expect(targetOfFlow(targets, { ...flow, sourcePort }, true)).toBe(chosen);
        const left = targets.filter(({ stickyId }) => stickyId !== String(gone));
        if (chosen?.stickyId !== String(gone)) expect(targetOfFlow(left, flow, true)).toBe(chosen);
      }),
    );
  });

  it("is every target for one of many connections", () => {
    const chosen = Array.from({ length: 500 }, (_, sourcePort) =>
      targetOfFlow(targets, { sourceAddress: "10.0.0.1", sourcePort }, false),
    );
    expect(new Set(chosen).size).toBe(5);
    const none: CandidateTarget[] = [];
    expect(targetOfFlow(none, { sourceAddress: "10.0.0.1", sourcePort: 1 }, false)).toBeUndefined();
  });
});
