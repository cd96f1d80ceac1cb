using Antiphon.Benchmarks.Processes;

namespace Antiphon.Benchmarks.Rungs;

/// <summary>One status.</summary>
internal sealed class StatusById : IRung
{
    public string Name => "status";

    public async Task<IReadOnlyList<Figure>> Run(Workbench bench) =>
    [
        await OverHttp.Read(bench, "a status by id", $"/api/v1/statuses/{(await bench.Village()).Root}", (await bench.Village()).Reader, "application/json", 16, Goal.OfFloor(0.5)),
    ];
}

/// <summary>A home timeline's first page.</summary>
internal sealed class Home : IRung
{
    public string Name => "home";

    public async Task<IReadOnlyList<Figure>> Run(Workbench bench) =>
        [await OverHttp.Read(bench, "home timeline of 20", "/api/v1/timelines/home?limit=20", (await bench.Village()).Reader, "application/json", 16, Goal.OfFloor(0.5))];
}

/// <summary>A conversation of a thousand replies.</summary>
internal sealed class Context : IRung
{
    public string Name => "context";

    public async Task<IReadOnlyList<Figure>> Run(Workbench bench) =>
    [
        await OverHttp.Read(
            bench, $"a thread of {Village.Replies:#,0} replies", $"/api/v1/statuses/{(await bench.Village()).Root}/context", (await bench.Village()).Reader, "application/json", 8, Goal.OfFloor(0.5)),
    ];
}

/// <summary>The call's page, as a visitor sees it.</summary>
internal sealed class CallPage : IRung
{
    public string Name => "page";

    public async Task<IReadOnlyList<Figure>> Run(Workbench bench) =>
        [await OverHttp.Read(bench, $"the call page with {Village.OnPage} posts", $"/calls/{Village.Slug}", null, "text/html; charset=utf-8", 16, Goal.AtLeast(5_000, "≥ 5,000/s"))];
}

/// <summary>The first page of somebody's notifications.</summary>
internal sealed class NotificationList : IRung
{
    public string Name => "notifications";

    public async Task<IReadOnlyList<Figure>> Run(Workbench bench) =>
        [await OverHttp.Read(bench, "notifications", "/api/v1/notifications?limit=20", (await bench.Village()).Writers[0], "application/json", 16, Goal.OfFloor(1 / 6.0))];
}

/// <summary>A word that many posts have.</summary>
internal sealed class WordSearch : IRung
{
    public string Name => "search";

    public async Task<IReadOnlyList<Figure>> Run(Workbench bench) =>
        [await OverHttp.Read(bench, "search for a word", "/api/v2/search?q=fever&type=statuses&limit=20", (await bench.Village()).Reader, "application/json", 16, Goal.OfFloor(1 / 6.0))];
}

/// <summary>A hashtag's first page.</summary>
internal sealed class Hashtag : IRung
{
    public string Name => "hashtag";

    public async Task<IReadOnlyList<Figure>> Run(Workbench bench) =>
        [await OverHttp.Read(bench, "hashtag timeline of 20", "/api/v1/timelines/tag/SickLeave?limit=20", (await bench.Village()).Reader, "application/json", 16, Goal.OfFloor(1 / 6.0))];
}
