import { type AlertmanagerSettings, validateAlertmanager } from "../../../../components/monitoring";
import { ArgumentProblems } from "../../../../components/shared/validation";
import { SETTINGS } from "./support";

function problemsOf(settings: AlertmanagerSettings): string[] {
  const problems = new ArgumentProblems();
  validateAlertmanager(settings, problems);
  return problems.all.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
}

describe("who is told of alerts", () => {
  it("may be receivers of every kind", () => {
    expect(problemsOf(SETTINGS)).toEqual([]);
  });

  it("is somebody where an alert is critical, and may be nobody for warnings", () => {
    expect(problemsOf({ receivers: { critical: [], warning: [] } })).toEqual([
      "receivers.critical: must have a receiver of critical alerts that is no team's alone, or nobody is told of an outage, got none",
    ]);
    expect(problemsOf({ ...SETTINGS, receivers: { ...SETTINGS.receivers, warning: [] } })).toEqual([]);
  });

  it("is told of a secret in its place without repeating it", () => {
    const critical = [
      { kind: "slack", urlFile: "https://hooks.slack.com/services/T0/B0/secret" },
      { kind: "pagerduty", routingKeyFile: "0123456789abcdef" },
      { kind: "webhook", url: "https://user:secret@alerts.example.com" },
    ] as const;
    const problems = problemsOf({ receivers: { critical, warning: [] } });

    expect(problems).toEqual([
      "receivers.critical[0].urlFile: must be the absolute path of a file that holds the secret, not the secret itself",
      "receivers.critical[1].routingKeyFile: must be the absolute path of a file that holds the secret, not the secret itself",
      "receivers.critical[2].url: must be an address of http or https without a user; what is secret belongs into a file, as `urlFile`",
    ]);
    expect(problems.join("\n")).not.toMatch(/hooks\.slack|0123456789|user:secret/);
  });

  it("has a server of mail where mail is sent", () => {
    expect(problemsOf({ receivers: { critical: [{ kind: "email", to: "a@example.com" }], warning: [] } })).toEqual([
      "mail: must be given, since receivers.critical[0] is told by mail",
    ]);
  });

  it.each<[string, AlertmanagerSettings, string]>([
    [
      "a topic by its name",
      { receivers: { critical: [{ kind: "sns", topicArn: "critical" }], warning: [] } },
      'receivers.critical[0].topicArn: must be the ARN of a topic (arn:aws:sns:<region>:<account>:<name>), got "critical"',
    ],
    [
      "two mail addresses in one",
      { ...SETTINGS, watchdog: { kind: "email", to: "a@example.com, b@example.com" } },
      'watchdog.to: must be one mail address, got "a@example.com, b@example.com"',
    ],
    [
      "a webhook with two addresses",
      { ...SETTINGS, watchdog: { kind: "webhook", url: "https://a.example.com", urlFile: "/secrets/url" } },
      "watchdog: must have its address as one of `url` and `urlFile`",
    ],
    [
      "a team without a receiver",
      { ...SETTINGS, teams: { payments: { critical: [] } } },
      "teams.payments.critical: must have a receiver; leave the list out where the team is told as everybody is",
    ],
    [
      "a team in capitals",
      { ...SETTINGS, teams: { Payments: {} } },
      'teams.Payments: must be named in lower-case letters, digits and hyphens between them, got "Payments"',
    ],
  ])("can't be %s", (_name, settings, problem) => {
    expect(problemsOf(settings)).toEqual([problem]);
  });
});
