import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

type Selector = aws.types.input.cloudtrail.TrailAdvancedEventSelector;

/**
 * What a trail records (AWS CloudTrail API Reference, AdvancedEventSelector): all management events, and each access to
 * the objects of some buckets.
 */
export function eventSelectors(bucketArns: readonly pulumi.Input<string>[]): Selector[] {
  const management = {
    name: "Management events",
    fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
  };
  if (bucketArns.length === 0) return [management];
  return [
    management,
    {
      name: "Objects of buckets",
      fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: ["AWS::S3::Object"] },
        {
          field: "resources.ARN",
          startsWiths: bucketArns.map((bucketArn) => pulumi.interpolate`${bucketArn}/`),
        },
      ],
    },
  ];
}
