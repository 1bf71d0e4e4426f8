import type { AnnotationQueryBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { DATA_SOURCES } from "../data-sources";
import { grafana } from "../sdk.cjs";

/** Something that happened, which dashboards mark with a line. */
export interface Happening {
  readonly name: string;
  /** PromQL with a sample whenever it happened. */
  readonly expression: string;
  readonly title: string;
  readonly colour: string;
  /** Whether nothing having happened is a good result. */
  readonly mayBeEmpty: boolean;
}

/** What appeared within two minutes: it is there now, and wasn't before. */
function appeared(expression: (offset: string) => string): string {
  return `${expression("")} unless ${expression(" offset 2m")}`;
}

/** What dashboards mark: new versions and revisions of services, and alerts that wake somebody. */
export const HAPPENINGS: readonly Happening[] = [
  {
    name: "Versions",
    expression: appeared((offset) => `count by (service, version) (application_info{job="application"}${offset})`),
    title: "{{service}} {{version}}",
    colour: "blue",
    mayBeEmpty: false,
  },
  {
    name: "Revisions",
    expression: appeared((offset) => `count by (service, revision) (up{job="application"}${offset})`),
    title: "{{service}} revision {{revision}}",
    colour: "purple",
    mayBeEmpty: false,
  },
  {
    name: "Critical alerts",
    expression: 'ALERTS{alertstate="firing",severity="critical",alertname!="Watchdog"}',
    title: "{{alertname}}",
    colour: "red",
    mayBeEmpty: true,
  },
];

/** The lines of a dashboard. */
export function annotations(): AnnotationQueryBuilder[] {
  const { type, uid } = DATA_SOURCES.prometheus;
  return HAPPENINGS.map(({ name, expression, title, colour }) =>
    new grafana.dashboard.AnnotationQueryBuilder()
      .name(name)
      .datasource({ type, uid })
      .enable(true)
      .iconColor(colour)
      .expr(expression)
      .titleFormat(title)
      .step("60s"),
  );
}
