import type { CloudResource } from "../../../../localcloud/model/resource";
import { isProperties, type Properties } from "../../../../localcloud/model/values";
import type { TestCloud } from "../../support";

export const ZONE = "aws:route53/zone:Zone";
export const RECORD = "aws:route53/record:Record";

/** The hosted zone of `example.com`. */
export function exampleZone(cloud: TestCloud): CloudResource {
  return cloud.create(ZONE, { name: "example.com" });
}

/** Records by which ACM validates a certificate, each once. */
export function validationRecords(certificate: CloudResource, zoneId: string): Properties[] {
  const options = certificate.computed.domainValidationOptions;
  const records = (Array.isArray(options) ? options.filter(isProperties) : []).map((option) => ({
    zoneId,
    name: option.resourceRecordName,
    type: option.resourceRecordType,
    records: [option.resourceRecordValue],
    ttl: 300,
  }));
  return records.filter(({ name }, index) => records.findIndex((other) => other.name === name) === index);
}
