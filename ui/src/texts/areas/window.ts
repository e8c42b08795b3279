import english from "../en/window.ts";
import { know } from "../index.ts";

know(english);
