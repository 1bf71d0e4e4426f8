const SIMPLE = ["Average", "Maximum", "Minimum", "SampleCount", "Sum"];

const BOUND = "\\d+(\\.\\d{1,10})?";
const PERCENTILE = new RegExp(`^(p|tm|tc|ts|wm)(\\d{1,2}(\\.\\d{1,10})?|100)$`);
const RANGE = new RegExp(`^(PR|TM|TC|TS|WM)\\((?=[^)]*\\d)(${BOUND}%?)?:(${BOUND}%?)?\\)$`);

/** Whether CloudWatch knows a statistic (Amazon CloudWatch User Guide, "CloudWatch statistics definitions"). */
export function isStatistic(name: string): boolean {
  return SIMPLE.includes(name) || isExtendedStatistic(name);
}

/** Whether a statistic is one of those that have an input of their own. */
export function isExtendedStatistic(name: string): boolean {
  return name === "IQM" || PERCENTILE.test(name) || RANGE.test(name);
}
