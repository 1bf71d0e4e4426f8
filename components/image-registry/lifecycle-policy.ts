/** How long a repository keeps images. */
export interface ImageRetention {
  /** How many tagged images stay, newest first. */
  readonly taggedImages: number;
  /** Days after which an image without a tag goes. */
  readonly untaggedDays: number;
}

/** A rule as Amazon ECR reads it (Amazon ECR User Guide, "Lifecycle policy properties in Amazon ECR"). */
export interface LifecycleRule {
  readonly rulePriority: number;
  readonly description: string;
  readonly selection: {
    readonly tagStatus: "tagged" | "untagged";
    readonly tagPatternList?: readonly string[];
    readonly countType: "imageCountMoreThan" | "sinceImagePushed";
    readonly countUnit?: "days";
    readonly countNumber: number;
  };
  readonly action: { readonly type: "expire" };
}

/** Which images Amazon ECR deletes by itself. */
export interface LifecyclePolicyDocument {
  readonly rules: readonly LifecycleRule[];
}

/**
 * Policy that keeps the newest tagged images and drops what lost its tag or never had one, such as an interrupted
 * build. Two rules never compete for an image: each looks at its own tag status.
 */
export function lifecyclePolicy({ taggedImages, untaggedDays }: ImageRetention): LifecyclePolicyDocument {
  return {
    rules: [
      {
        rulePriority: 1,
        description: `expire untagged images ${untaggedDays} days after their push`,
        selection: {
          tagStatus: "untagged",
          countType: "sinceImagePushed",
          countUnit: "days",
          countNumber: untaggedDays,
        },
        action: { type: "expire" },
      },
      {
        rulePriority: 2,
        description: `keep the newest ${taggedImages} tagged images`,
        selection: {
          tagStatus: "tagged",
          tagPatternList: ["*"],
          countType: "imageCountMoreThan",
          countNumber: taggedImages,
        },
        action: { type: "expire" },
      },
    ],
  };
}
