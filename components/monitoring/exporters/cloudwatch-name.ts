/** Characters that become an underscore. */
const SEPARATOR = /[ ,\t/\\.\-:=@<>()“]/g;
/** A capital that begins a word: after a small letter or a digit. */
const WORD = /(?<=[\p{Ll}\p{Nd}])(?=\p{Lu})/gu;

/**
 * Name under which yet-another-cloudwatch-exporter tells a metric of CloudWatch: `AWS/SQS`,
 * `ApproximateNumberOfMessagesVisible` and `Maximum` are
 * `aws_sqs_approximate_number_of_messages_visible_maximum`. The rule is the exporter's own (`BuildMetricName`).
 */
export function cloudWatchMetricName(namespace: string, metric: string, statistic: string): string {
  const space = words(namespace.replace(/^\//, "").toLowerCase());
  const prefix = space.startsWith("aws") ? space : `aws_${space}`;
  return `${prefix}_${withoutNamespace(words(metric), space)}_${words(statistic)}`;
}

function words(text: string): string {
  return text.replace(WORD, "_").replace(SEPARATOR, "_").replaceAll("%", "_percent").toLowerCase();
}

/** A metric's name may begin with a part of its namespace, which is not told twice. */
function withoutNamespace(metric: string, namespace: string): string {
  const repeated = namespace
    .split("_")
    .reduce((skipped, part) => (metric.startsWith(part, skipped) ? part.length : skipped), 0);
  return metric.slice(repeated).replace(/^_/, "");
}
