package app

import (
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/months"
	"dondoc/internal/app/papers"
	"dondoc/internal/app/people"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/record"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/search"
	"dondoc/internal/app/sheets"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
	"dondoc/internal/app/units"
)

// The names of the wings.
const Added = desk.Added

type Change = desk.Change

const Revised = desk.Revised
const Skipped = desk.Skipped
const Unchanged = desk.Unchanged

type Sheet = sheets.Sheet

// Pairs reads "a=b; c=d".
var Pairs = sheets.Pairs

type FirstSteps = units.FirstSteps
type ImportedUnit = units.ImportedUnit
type ImportedUnits = units.ImportedUnits
type NewAppointment = units.NewAppointment
type NewUnit = units.NewUnit
type PostHeld = units.PostHeld
type Tenure = units.Tenure
type UnitPage = units.UnitPage
type UnitRow = units.UnitRow
type UnitTenure = units.UnitTenure
type UnitTree = units.UnitTree
type UnitsImport = units.UnitsImport
type AccountView = accounts.AccountView

var HashPassword = accounts.HashPassword

const MostWaiting = accounts.MostWaiting

type NewAccount = accounts.NewAccount
type User = accounts.User
type LedgerPage = record.LedgerPage
type LedgerProof = record.LedgerProof
type LedgerVerdict = record.LedgerVerdict
type MonthStanding = months.MonthStanding
type Alarm = standing.Alarm
type Below = standing.Below
type BelowQuery = standing.BelowQuery
type BelowRow = standing.BelowRow
type Beside = standing.Beside
type Board = standing.Board
type BoardQuery = standing.BoardQuery
type BoardRow = standing.BoardRow
type Pace = standing.Pace
type RollupVerdict = standing.RollupVerdict
type Shared = standing.Shared
type File = figures.File
type Entry = figures.Entry
type Inbox = figures.Inbox

const LargestFile = figures.LargestFile
const MostFiles = figures.MostFiles

type NewReport = figures.NewReport

const SeenNothing = figures.SeenNothing

type Work = figures.Work
type Allotment = plan.Allotment
type AllotmentRow = plan.AllotmentRow
type Allotted = plan.Allotted

var CheckTargets = plan.CheckTargets

type DocumentPage = plan.DocumentPage
type Import = plan.Import
type ImportedRow = plan.ImportedRow
type ImportedTargets = plan.ImportedTargets
type NewAllotment = plan.NewAllotment
type NewDocument = plan.NewDocument
type NewRevision = plan.NewRevision
type NewTarget = plan.NewTarget
type Part = plan.Part
type Passed = plan.Passed
type ResolutionList = plan.ResolutionList
type ResolutionRow = plan.ResolutionRow
type TargetPage = plan.TargetPage
type Understanding = plan.Understanding

var CheckTasks = tasks.CheckTasks

type DirectiveList = tasks.DirectiveList
type DirectiveRow = tasks.DirectiveRow
type ExportedTask = tasks.ExportedTask
type GivenTask = tasks.GivenTask
type ImportedTask = tasks.ImportedTask
type ImportedTasks = tasks.ImportedTasks
type MatchedName = tasks.MatchedName
type NewDirective = tasks.NewDirective
type NewTask = tasks.NewTask
type TaskColumn = tasks.TaskColumn
type TaskExport = tasks.TaskExport
type TaskList = tasks.TaskList
type TaskPage = tasks.TaskPage
type TaskRow = tasks.TaskRow
type Tasks = tasks.Tasks
type TasksImport = tasks.TasksImport
type UnitTasks = tasks.UnitTasks
type Correction = papers.Correction
type CoverageMatrix = papers.CoverageMatrix
type CoverageRow = papers.CoverageRow
type Does = papers.Does
type NewCoverage = papers.NewCoverage
type NewWritten = papers.NewWritten
type Paper = papers.Paper
type PaperPage = papers.PaperPage
type Papers = papers.Papers
type MovedTarget = reform.MovedTarget

var ReadMap = reform.ReadMap

type Reorganisation = reform.Reorganisation
type Reorganised = reform.Reorganised
type PersonPage = people.PersonPage
type PersonTarget = people.PersonTarget
type PersonTenure = people.PersonTenure
type Found = search.Found
