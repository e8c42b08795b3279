import english from "../en/sharing.ts";
import { know } from "../index.ts";

know(english);
