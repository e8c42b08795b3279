import english from "../en/settings.ts";
import { know } from "../index.ts";

know(english);
