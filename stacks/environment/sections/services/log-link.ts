/** Page of the AWS console that shows a log group. The console wants its names encoded twice, with `$` for `%`. */
export function logLink(region: string, logGroupName: string): string {
  const encoded = encodeURIComponent(encodeURIComponent(logGroupName)).replaceAll("%", "$");
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${encoded}`;
}
