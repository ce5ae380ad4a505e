// What every page runs. Without it every page still works.
import {
  Accordion,
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
  createAll,
} from "govuk-frontend";

import { foldTables } from "./fold.js";
import { followJobs } from "./job.js";
import { warnBeforeEnd } from "./session.js";
import { submitOnce } from "./submit.js";

const COMPONENTS = [
  Accordion,
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
];

for (const component of COMPONENTS) createAll(component);
foldTables(document);
followJobs(document);
submitOnce(document);
warnBeforeEnd(document);
