import fc from "fast-check";
import { type ScheduledScaling, validateSchedules } from "../../../components/scaling/scheduled-scaling";
import { ArgumentProblems } from "../../../components/shared/validation";

const BOUNDS = { minInstances: 1, maxInstances: 5 };
const MORNING: ScheduledScaling = { name: "morning", at: "07:30", minInstances: 2 };
const EVENING: ScheduledScaling = { name: "evening", at: "20:00", minInstances: 1 };

function problemsOf(...schedules: ScheduledScaling[]): string[] {
  const problems = new ArgumentProblems();
  validateSchedules(schedules, BOUNDS, problems);
  return problems.all.map((each) => `${each.propertyPath}: ${each.reason}`);
}

describe("schedules together", () => {
  it.each<[string, ScheduledScaling[]]>([
    ["take back what they change", [MORNING, EVENING]],
    ["may repeat what the service has anyway", [{ name: "night", at: "22:00", maxInstances: 5 }]],
    ["follow each other from minute to minute", [MORNING, { ...EVENING, at: "07:31" }]],
    [
      "share a time of day on other days",
      [
        { ...MORNING, days: ["monday"] },
        { ...EVENING, at: "07:30", days: ["tuesday", "friday"] },
      ],
    ],
    [
      "set both bounds where one of them would not fit",
      [
        { ...MORNING, maxInstances: 5 },
        { ...EVENING, maxInstances: 1 },
      ],
    ],
    [
      "in several time zones keep an order that suits",
      [
        { ...MORNING, timeZone: "America/New_York", maxInstances: 5 },
        { ...EVENING, timeZone: "Europe/Berlin", maxInstances: 4 },
      ],
    ],
  ])("%s", (_, schedules) => {
    expect(problemsOf(...schedules)).toEqual([]);
  });

  it("don't contradict the bounds that the schedule before set", () => {
    const night: ScheduledScaling = { name: "night", at: "22:00", maxInstances: 1 };
    const day: ScheduledScaling = { ...MORNING, at: "08:00", maxInstances: 5 };

    expect(problemsOf(day, EVENING, night)).toEqual([]);
    expect(problemsOf(day, { ...EVENING, at: "23:00" }, night)).toEqual([
      "schedules[2]: must not leave minInstances above maxInstances, got 2 and 1 with the bounds that the schedules before it set; give it both bounds",
    ]);
  });

  it("don't contradict each other across the end of the week", () => {
    const weekend: ScheduledScaling = { name: "weekend", at: "00:00", days: ["saturday"], maxInstances: 1 };
    const week: ScheduledScaling = { name: "week", at: "06:00", days: ["monday"], minInstances: 3 };

    expect(
      problemsOf(weekend, week, EVENING, { ...weekend, name: "sunday", days: ["sunday"], maxInstances: 5 }),
    ).toEqual([]);
    expect(problemsOf(weekend, week, EVENING).join()).toContain(
      "schedules[1]: must not leave minInstances above maxInstances",
    );
  });

  it.each([
    [MORNING, "schedules[0].minInstances: must be changed back by another schedule", "got 2 and no other"],
    [
      { name: "night", at: "22:00", maxInstances: 3 },
      "schedules[0].maxInstances: must be changed back",
      "maxInstances: 5",
    ],
  ])("take back %j", (schedule, beginning, words) => {
    const [problem, ...further] = problemsOf(schedule, { ...schedule, name: "again", at: "23:00" });

    expect(further).toEqual([]);
    expect(problem).toContain(beginning);
    expect(problem).toContain(words);
  });

  it.each<[string, ScheduledScaling, ScheduledScaling]>([
    ["of one time zone", MORNING, { ...EVENING, at: "07:30" }],
    ["on one of their days", { ...MORNING, days: ["monday", "friday"] }, { ...EVENING, at: "07:30", days: ["friday"] }],
    [
      "of two time zones all year",
      { ...MORNING, timeZone: "Europe/Berlin" },
      { ...EVENING, at: "06:30", timeZone: "Europe/London" },
    ],
    [
      "of two time zones while only one of them has summer time",
      { ...MORNING, timeZone: "America/New_York" },
      { ...EVENING, at: "12:30", timeZone: "Europe/Berlin" },
    ],
    [
      "on two days of the week",
      { ...MORNING, at: "00:30", days: ["monday"], timeZone: "Asia/Tokyo" },
      { ...EVENING, at: "15:30", days: ["sunday"] },
    ],
  ])("don't act at one minute %s", (_, first, second) => {
    expect(problemsOf(first, second)).toEqual([
      `schedules[1].at: must be another minute than that of "morning", or nobody knows which of the two acts last, got "${second.at}"; change one, or write both bounds into one schedule`,
    ]);
  });

  it("name the time zone that was meant", () => {
    expect(problemsOf({ ...MORNING, timeZone: "europe/BERLIN" }, EVENING)).toEqual([
      'schedules[0].timeZone: must be a time zone of the IANA database, such as "Europe/Berlin", got "europe/BERLIN"; write "Europe/Berlin"',
    ]);
  });
});

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

const TIMES = ["06:00", "07:30", "12:00", "20:00", "23:59"];

/** Few times and bounds, so that schedules meet and contradict each other often. */
const SCHEDULE = fc.record(
  {
    at: fc.constantFrom(...TIMES),
    days: fc.subarray([...DAYS], { minLength: 1 }),
    minInstances: fc.integer({ min: 1, max: 3 }),
    maxInstances: fc.integer({ min: 3, max: 5 }).map((most) => (most === 3 ? 2 : most)),
  },
  { requiredKeys: ["at"] },
);

/** What happens to the bounds in three weeks that begin before one of the times of a week. */
function happens(schedules: readonly ScheduledScaling[], start: number): { clash: boolean; inverted: boolean } {
  let { minInstances, maxInstances } = BOUNDS;
  const seen = { clash: false, inverted: false };
  for (let time = start; time < start + 3 * DAYS.length * TIMES.length; time += 1) {
    const day = DAYS[Math.floor(time / TIMES.length) % DAYS.length] ?? "sunday";
    const clock = TIMES[time % TIMES.length];
    const acting = schedules.filter(({ at, days }) => at === clock && (days === undefined || days.includes(day)));
    if (acting.length > 1) seen.clash = true;
    for (const schedule of acting) ({ minInstances = minInstances, maxInstances = maxInstances } = schedule);
    if (minInstances > maxInstances) seen.inverted = true;
  }
  return seen;
}

it("are right exactly when nothing goes wrong in three weeks, whenever those begin", () => {
  fc.assert(
    fc.property(fc.array(SCHEDULE, { minLength: 1, maxLength: 4 }), (drawn) => {
      const schedules = drawn
        .filter(({ minInstances, maxInstances }) => minInstances !== undefined || maxInstances !== undefined)
        .filter(({ minInstances = 1, maxInstances = 5 }) => minInstances <= maxInstances)
        .map((schedule, index) => ({ ...schedule, name: `s${index}` }));
      const starts = Array.from({ length: DAYS.length * TIMES.length }, (_, time) => time);
      const seen = starts.map((start) => happens(schedules, start));
      const forGood = (["minInstances", "maxInstances"] as const).some((bound) => {
        const values = new Set(schedules.flatMap((schedule) => schedule[bound] ?? []));
        return values.size === 1 && !values.has(BOUNDS[bound]);
      });
      const goesWrong = seen.some(({ clash, inverted }) => clash || inverted) || forGood;

      expect(problemsOf(...schedules).length > 0).toBe(goesWrong);
    }),
    { numRuns: 500 },
  );
});
