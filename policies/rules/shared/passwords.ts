/**
 * Properties that hold passwords, as paths that `readersAt` takes. What isn't listed has none of its own: Neptune and
 * DynamoDB know IAM alone. A further type is a further line.
 */
export const PASSWORDS: Readonly<Record<string, readonly string[]>> = {
  "aws:rds/instance:Instance": ["password", "passwordWo"],
  "aws:rds/cluster:Cluster": ["masterPassword", "masterPasswordWo"],
  "aws:docdb/cluster:Cluster": ["masterPassword", "masterPasswordWo"],
  "aws:docdb/elasticCluster:ElasticCluster": ["adminUserPassword"],
  "aws:redshift/cluster:Cluster": ["masterPassword", "masterPasswordWo"],
  "aws:redshiftserverless/namespace:Namespace": ["adminUserPassword", "adminUserPasswordWo"],
  "aws:lightsail/database:Database": ["masterPassword"],
  "aws:timestreaminfluxdb/dbCluster:DbCluster": ["password"],
  "aws:timestreaminfluxdb/dbInstance:DbInstance": ["password"],
  "aws:dms/endpoint:Endpoint": ["password"],
  "aws:elasticache/replicationGroup:ReplicationGroup": ["authToken", "authTokenWo"],
  "aws:elasticache/user:User": ["passwords[]", "passwordsWo[]", "authenticationMode.passwords[]"],
  "aws:memorydb/user:User": ["authenticationMode.passwords[]"],
  "aws:mq/broker:Broker": ["users[].password", "ldapServerMetadata.serviceAccountPassword"],
  "aws:opensearch/domain:Domain": ["advancedSecurityOptions.masterUserOptions.masterUserPassword"],
  "aws:elasticsearch/domain:Domain": ["advancedSecurityOptions.masterUserOptions.masterUserPassword"],
  "aws:directoryservice/directory:Directory": ["password"],
  "aws:fsx/windowsFileSystem:WindowsFileSystem": ["selfManagedActiveDirectory.password"],
  "aws:emr/cluster:Cluster": ["kerberosAttributes.kdcAdminPassword"],
};
