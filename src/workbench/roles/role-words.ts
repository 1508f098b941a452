/** The words of column names that tell a role. */

export const LABEL_KNOWN =
  /^(chargeback|cbk|dispute|fraud|label|outcome|reported|report|confirmed|churn|default|resolved|settled|known)$/;
export const FEATURE_KNOWN =
  /^(computed|available|availability|feature|features|snapshot|loaded|refreshed|ingested|ingestion|processed|etl|asof)$/;
/** What happens at a moment: a time under such a name is that of the row. */
export const EVENT =
  /^(event|transaction|txn|tx|order|purchase|payment|request|created|timestamp|datetime|occurred|visit|trans|opened|issued|issue|application|incident|accident|crash|claim|flight|trip|ride|pickup|booking|arrival|admission|posted|sale|sold|invoice|measured|observed|observation|recorded|reading|screening|trade|session|call)$/;
/** Times long before the row, as of a person or a contract. */
export const EARLIER =
  /^(dob|birth|born|birthday|birthdate|bind|bound|join|joined|signup|registered|registration|since|hire|hired|inception|founded|built|enrolled|enrolment|enrollment)$/;
/** Times after the row, or of its record. */
export const LATER =
  /^(end|ended|due|expiry|expires|expiration|updated|update|modified|closed|last|returned|dropoff|delivered|delivery|estimated|status|release|released|out)$/;
/** Names of a count of time that rises with the rows. */
export const ORDER =
  /^(time|step|period|seq|sequence|t|tick|index|timestamp|day|week|month|year|hour|date|dt|ts|seconds|unix|epoch)$/;
export const SCORE =
  /^(score|scores|prob|proba|probability|prediction|pred|phat|yhat|risk|likelihood|propensity|pd)$/;
/** What a model says of the row; “score” alone may be anybody's. */
export const MODEL = /^(prob|proba|probability|prediction|pred|phat|yhat|propensity|model)$/;
/** A score of such a thing is a feature that others computed, not what the model says of the row. */
export const OF_A_PART =
  /^(device|ip|email|merchant|address|geo|credit|fico|bureau|external|satisfaction|sentiment|review|exam|test)$/;
export const DECISION =
  /^(decision|decided|approved|declined|accepted|rejected|action|blocked|flagged|predicted|review|reviewed|treatment)$/;
export const SEGMENT =
  /^(segment|cohort|group|country|region|state|market|channel|device|gender|sex|plan|tier|product|category|type|brand|scheme|source|platform|os|age|branch|city|currency)$/;
export const SPLIT_NAME = /^(split|fold|partition|dataset|set|subset|sample)$/;
export const SPLIT_VALUES =
  /^(train|training|test|testing|valid|validation|val|dev|holdout|oot|reference|current|ref|cur|prod|production)$/;
/** Parts of a date that a column may hold by itself. */
export const CALENDAR = /^(year|yr|month|mnth|mon|quarter|qtr|season|week|weeknumber|weekofyear)$/;
