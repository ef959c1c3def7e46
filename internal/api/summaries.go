package api

// summaries say in one line what each operation does, by its identifier.
var summaries = map[string]string{
	// sign-in, one's own account
	"sign-in": "Sign in with a user name and password", "sign-out": "End the session of the request", "sign-out-everywhere": "End all sessions of the account",
	"account": "Read who is signed in and what they may do", "change-password": "Change one's own password",
	"tokens": "List one's narrow tokens", "make-token": "Make a narrow token for a program", "drop-token": "Take a narrow token back",
	"webhooks": "List the programs that are told for the caller, and how the telling goes", "make-webhook": "Have a program told what is done in a unit", "try-webhook": "Send a program something to hear now, or go on where it stopped", "drop-webhook": "Stop telling a program",
	"delegations": "List what one lent and was lent", "delegate": "Lend one's role during leave", "end-delegation": "Take back what was lent",
	"accounts": "List accounts with their roles", "create-account": "Create an account", "disable-account": "Disable or enable an account", "reset-password": "Set a first password for somebody else",
	"grant": "Give an account a role at a unit", "revoke": "Take a role from an account",
	// units, people
	"units": "List the units of a day", "unit": "Read a unit with its posts and versions", "add-unit": "Add a unit", "revise-unit": "Change a unit from a day on", "import-units": "Take in units from a sheet",
	"reorganise-units": "Merge, divide, move or end units", "unit-names": "List the names a unit goes by in documents", "name-unit": "Add a name a unit goes by", "forget-name": "Forget a name a unit goes by",
	"add-post": "Add a post to a unit", "appoint": "Appoint a person to a post", "end-appointment": "End an appointment", "add-person": "Add a person", "import-people": "Take in people, posts and accounts from a sheet", "person": "Read a person with their tenures and what they answer for",
	// plans
	"documents": "List a unit's documents", "add-document": "Add a document", "import-document": "Take in a document from a Word, PDF or text file", "provisions": "Read the provisions of a document",
	"add-target": "Add a target to a document", "import-targets": "Take in targets from a sheet", "check-targets": "Read a sheet of targets without keeping anything", "confirm-criteria": "Confirm how targets are understood",
	"target": "Read a target with its months", "history": "Read every step a target's figures took", "revise-target": "Change a target's plan", "confirm-class": "Confirm how a target is classed", "allot": "Allot a target to units below", "allotment-tree": "Read a target with its parts down the tree",
	"change-answering": "Change who answers for targets", "import-answering": "Change who answers by a sheet", "withdraw-answering": "Take back a change of who answers before its day", "explain-criterion": "Explain how a wording and a result are read and judged",
	"prepare-year": "Read the draft of next year's plan", "save-draft": "Save the draft of next year's plan", "open-year": "Open the next year from its draft",
	// figures
	"scoreboard": "Read a unit's targets of a year with their standing", "units-below": "Read the standing of the units below", "report": "Report a figure", "step": "Verify, approve or return a figure", "evidence": "Read a file of evidence",
	"months": "List the months of a year and whether they are locked", "lock": "Lock or reopen a month", "entry-sheet": "Get a month's sheet to fill in", "fill-entry-sheet": "Take in a filled month's sheet", "explain": "Say why a target or task is late, and what is done about it",
	"schedule": "Read the reporting schedule", "cancel-job": "Stop a job", "retry-job": "Have a job run again", "check-ledger-later": "Have a job check the whole log", "import-job": "Tell how far a file is that a job takes in", "take-import-job": "Take in what a job has rehearsed", "report-many": "Report several figures at once", "step-many": "Take a step with several figures at once", "chain": "Read who looks at the figures of a document", "set-chain": "Agree on who looks at the figures of a document", "set-schedule": "Agree on the reporting schedule", "work": "List what waits for the reader", "set-label": "Word a class as the office does",
	// tasks, directives, coverage
	"tasks": "List tasks given by or led by a unit", "task": "Read a task with what happened to it", "give-task": "Give a task", "step-task": "Report on, extend, return or close a task", "import-tasks": "Take in tasks from a sheet or document", "export-tasks": "Get the list of tasks as a file", "explain-deadline": "Explain how a deadline is read",
	"directives": "List a superior's instructions", "add-directive": "Record an instruction with its tasks", "coverage": "Hold a superior's resolution against one's own plan", "coverage-links": "Find what may take a provision up", "set-coverage": "Say how a provision is taken up", "accept-coverage": "Accept proposals of coverage", "synonyms": "List words an office treats as the same", "set-synonyms": "Set words an office treats as the same",
	// capital
	"capital": "Read a year's public investment", "capital-bounds": "Read the bounds of warnings", "set-capital-bounds": "Set the bounds of warnings", "capital-forecast": "Forecast a year's disbursement", "import-capital": "Take in projects, payments or a statement from a sheet",
	"capital-programmes": "List programmes with their components", "capital-reconciliation": "Hold payments against a statement", "capital-results": "Read what support came to", "capital-sums": "Sum a year's money by unit, programme, source, group or investor", "capital-targets": "List targets tied to the money", "transfer-capital": "Move capital between projects",
	"create-capital-project": "Add a project", "close-capital-project": "Settle and close a project", "capital-project": "Read a project", "add-capital-plan": "Give a project capital for a year", "correct-capital-plan": "Put a plan line right", "withdraw-capital-plan": "Withdraw a plan line",
	"pay-capital": "Record a payment", "step-capital-payment": "Verify, approve or return a payment", "correct-capital-payment": "Put a payment right", "record-capital-works": "Record progress, a contract or a step of a project", "capital-form": "Get a report form of a year",
	"tie-target": "Tie a target to the money", "report-capital": "Report a tied target from the money",
	// review, shortcomings, commendation
	"reviews": "List the reviews of a period", "review": "Read a review with its steps", "propose-review": "Propose a level with its arithmetic", "assess-review": "Begin a review", "step-review": "Take a step of a review", "undo-review": "Take back one's newest step of a review", "comment-review": "Comment on one field of a review",
	"rules": "List a unit's rule sets", "add-rules": "Add a rule set over a shipped one", "drop-rules": "Drop a unit's rule set",
	"shortcomings": "List a year's shortcomings", "shortcoming": "Read a shortcoming", "raise-shortcoming": "Raise a shortcoming", "propose-shortcomings": "Propose shortcomings from targets, tasks and capital", "review-shortcomings": "Read what a review says of shortcomings", "step-shortcoming": "Take a step of a shortcoming", "correct-shortcoming": "Put a shortcoming right", "carry-shortcoming": "Carry a shortcoming over", "carry-shortcomings": "Carry open shortcomings over",
	"commendations": "List a year's commendations", "commendation": "Read a nomination", "commendation-candidate": "Read a candidate with every condition", "nominate": "Nominate a collective or person", "vote-commendations": "Record a council's vote", "decide-commendations": "Decide on commendations", "step-commendation": "Take a step of a nomination", "hold-commendations": "Hold commendations back", "release-commendations": "End a hold on commendations",
	"violations": "List a year's violations", "violation": "Read a violation", "violation-kinds": "List kinds of violations", "record-violation": "Record a violation", "correct-violation": "Put a violation right", "feed-target": "Have violations feed a target", "report-violations": "Report a fed target from the violations",
	// reports, public page
	"year-report": "Read the report for the meeting", "edit-report": "Edit a paragraph of the report", "freeze-report": "Freeze a version of the report", "report-forms": "List the office's own forms", "add-report-form": "Put a form in, or only check it", "end-report-form": "Take a form out of use", "paper-numbers": "Read the register of numbers", "number-report": "Give a paper its number", "cancel-number": "Cancel a number", "correct-number": "Put a number's entry right", "preview-release": "Preview what becomes public", "release": "Make a year public", "withdraw-release": "Take a year down",
	"news": "List a year's news", "write-news": "Write an item of news", "news-item": "Read an item with what would become public", "edit-news": "Write an item anew", "release-news": "Make an item public, or correct it", "withdraw-news": "Take an item down",
	"add-news-photo": "Add a photo to an item", "change-news-photo": "Change what is said of a photo, or drop it", "withdraw-news-photo": "Take a photo down everywhere",
	// chasing, jobs
	"late": "List who has not reported", "data-value-set": "Give the approved figures of a year or month in the form of DHIS2", "take-data-value-set": "Take figures in the form of DHIS2", "burden": "Read what reporting a year costs a unit and those under it", "chasers": "List chasers that were sent", "chase": "Send a chaser to all who are late", "notices": "List what one was told", "open-notice": "Mark a notice as opened", "jobs": "List what runs by itself",
	// charges, corrections, log
	"charges": "List tasks asked of another body", "ask-charge": "Ask another body to take a task on", "answer-charge": "Answer such a request", "withdraw-charge": "Withdraw such a request",
	"correct": "Put a mistake right", "undo": "Take back what was just made", "import": "Read what an import made", "undo-import": "Undo an import", "search": "Find units, people, documents, targets and tasks",
	"ledger-head": "Read the size and root of the log", "ledger-entries": "List entries of the log", "ledger-proof": "Prove an entry, or that the log only grew", "verify-ledger": "Verify the log and the tables",
}
