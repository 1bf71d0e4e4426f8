import { dashboardsOf } from "../../../components/monitoring/dashboards/catalogue";
import { dashboardPicture, type PictureOptions } from "./draw/dashboard-picture";
import { sampleHistory } from "./history";
import { Prometheus } from "./prometheus";
import { SAMPLE_SYSTEM } from "./sample-system";

/** A Thursday afternoon, some hours after a release. */
const END = Date.UTC(2026, 10, 26, 15) / 1000;

/** Soon after that release's trouble, which the picture of what happens now shows. */
const TROUBLE_END = Date.UTC(2026, 10, 26, 13, 5) / 1000;

const WIDE: PictureOptions = { environment: SAMPLE_SYSTEM.environment, end: END, width: 1200 };

/** Dashboards of which there are pictures, besides the one on a phone. */
const DRAWN = [
  "management",
  "developers",
  "operators",
  "operations",
  "scaling",
  "deployments",
  "capacity",
  "database",
  "queue",
  "cost",
  "alerts",
];

/** Pictures of dashboards by their paths, drawn from what a real Prometheus answers to their queries. */
export async function generatedFiles(): Promise<Readonly<Record<string, string>>> {
  const history = sampleHistory({ end: END, days: 31, fineHours: 27 });
  const prometheus = await Prometheus.start({ history });
  try {
    const files: Record<string, string> = {};
    for (const dashboard of dashboardsOf(SAMPLE_SYSTEM, { hasTraces: true })) {
      if (!DRAWN.includes(dashboard.uid)) continue;
      const end = dashboard.uid === "operations" ? TROUBLE_END : END;
      files[pathOf(dashboard.uid)] = await dashboardPicture(dashboard, prometheus, { ...WIDE, end });
      if (dashboard.uid !== "operators") continue;
      const narrow = { ...WIDE, width: 390, narrow: true, panels: 7 };
      files[pathOf("phone")] = await dashboardPicture(dashboard, prometheus, narrow);
    }
    return files;
  } finally {
    await prometheus.stop();
  }
}

function pathOf(name: string): string {
  return `docs/images/monitoring/${name}.svg`;
}
