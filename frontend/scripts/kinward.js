// What every page runs. Without it every page still works.
import {
  Button,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  ServiceNavigation,
  SkipLink,
  createAll,
} from "govuk-frontend";

import { foldTables } from "./fold.js";
import { followJobs } from "./job.js";
import { warnBeforeEnd } from "./session.js";
import { submitOnce } from "./submit.js";

const COMPONENTS = [
  Button,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  ServiceNavigation,
  SkipLink,
];

for (const component of COMPONENTS) createAll(component);
foldTables(document);
followJobs(document);
submitOnce(document);
warnBeforeEnd(document);
