using System.Text.Json;
using Antiphon.Server.Configuration;
using Antiphon.Server.Running;
using Antiphon.Server.Verbs;
using Antiphon.Store;

namespace Antiphon.Server.Demo;

/// <summary>How far the story has been told.</summary>
/// <param name="Line">The next line of the script.</param>
/// <param name="Crowd">The next of the many.</param>
/// <param name="At">The story's time, UTC ms.</param>
internal sealed record Told(int Line, int Crowd, long Begin, long At, Dictionary<string, long> Posts);

/// <summary>Tells the story in a house: its first day before the door opens, the rest while people look on.</summary>
internal sealed class Performance(DemoClock clock, TimeProvider real, ILogger<Performance> log)
{
    /// <summary>How fast the story's time runs: an hour in five minutes.</summary>
    public const double Speed = 12;

    private const string SettingsKey = "demo";

    /// <summary>The story's present lies so far back when the door opens. At this speed it meets the real one after half an hour.</summary>
    private static readonly TimeSpan Behind = TimeSpan.FromHours(5.5);

    /// <summary>People keep coming for so long.</summary>
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(60);

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    /// <summary>Beats between two notes of how far the story is.</summary>
    private const int SaveEvery = 8;

    /// <summary>How many of the many come in each hour of the first day.</summary>
    private static readonly int[] FirstDay = [4, 9, 14, 18, 12, 8, 5, 3, 2, 2, 3, 5, 8, 10, 11, 9, 8, 10, 12, 14, 11, 9];

    /// <summary>For each of them, posts on the other network.</summary>
    private const int ElsewhereForOne = 6;

    private const int SlotsOfHour = 4;

    private readonly List<(long Account, long Post, TimeSpan Due)> regrets = [];
    private Stage stage = null!;
    private Task receiving = Task.CompletedTask;
    private OtherNetwork elsewhere = null!;
    private Told told = new(0, 0, 0, 0, []);

    /// <summary>Tells the first day, or finds how far an earlier demo in this directory had come.</summary>
    public async Task Prepare(House house, IVerbOutput output, CancellationToken cancel)
    {
        stage = new Stage(house);
        elsewhere = new OtherNetwork(house);
        var known = house.Store.Read(Read);
        if (known is null && house.Store.Read(static sql => sql.Any("SELECT 1 FROM accounts")))
        {
            throw new WrongSettingException("demo", "there are people's accounts in this store already, and the demo would mix made-up answers with theirs; name an empty directory with --data, or none.");
        }

        if (known is null) await TellFirstDay(house, output, cancel).ConfigureAwait(false);
        else await Resume(house, known, cancel).ConfigureAwait(false);
        clock.Run();
    }

    /// <summary>Goes on until it is cancelled, or the story has been told.</summary>
    public async Task Play(House house, CancellationToken cancel)
    {
        var started = real.GetTimestamp();
        var (here, there, beats) = (0.0, 0.0, 0);
        try
        {
            while (real.GetElapsedTime(started) is var since && since < Length)
            {
                var (nowHere, nowThere) = Crowd.Pace(since.TotalSeconds);
                here += nowHere * Beat.TotalSeconds;
                there += nowThere * Beat.TotalSeconds;
                await Lines(cancel).ConfigureAwait(false);
                for (; here >= 1; here--) await Come(since).ConfigureAwait(false);
                if (there >= 1)
                {
                    var at = Now;
                    await elsewhere.Send((int)there, at - (long)(Beat.TotalMilliseconds * Speed), at, cancel).ConfigureAwait(false);
                    there -= (int)there;
                }

                await Regret(since).ConfigureAwait(false);
                if (++beats % SaveEvery == 0) await Save(house).ConfigureAwait(false);
                await Task.Delay(Beat, real, cancel).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The demo is being stopped.
        }
        finally
        {
            elsewhere.End();
            await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task TellFirstDay(House house, IVerbOutput output, CancellationToken cancel)
    {
        var begin = real.GetUtcNow() - Behind - TimeSpan.FromMinutes(Script.DoorOpens);
        begin = new DateTimeOffset(begin.UtcDateTime.Date.AddHours(begin.Hour), TimeSpan.Zero);
        clock.BeginAt(begin);
        told = told with { Begin = begin.ToUnixTimeMilliseconds() };
        await house.Store.Write(tx => tx.Run("INSERT INTO settings (key, value) VALUES ($1, $2)", SettingsKey, JsonSerializer.Serialize(told)), cancel).ConfigureAwait(false);
        await stage.Enter().ConfigureAwait(false);
        await Listen(cancel).ConfigureAwait(false);
        var slots = FirstDay.Length * SlotsOfHour;
        for (var slot = 0; slot < slots; slot++)
        {
            output.Progress("Telling the first day", "quarters of an hour", slot + 1, slots);
            var (from, to) = (begin.AddMinutes(slot * 15), begin.AddMinutes(slot * 15 + 15));
            var coming = FirstDay[slot / SlotsOfHour] * (slot % SlotsOfHour + 1) / SlotsOfHour - FirstDay[slot / SlotsOfHour] * (slot % SlotsOfHour) / SlotsOfHour;
            clock.StandAt(from.AddMinutes(7));
            await Task.WhenAll(Enumerable.Range(told.Crowd, coming).Select(stage.Crowd)).ConfigureAwait(false);
            told = told with { Crowd = told.Crowd + coming };
            await elsewhere.Send(coming * ElsewhereForOne, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), cancel).ConfigureAwait(false);
            while (NextLine is { } line && begin.AddMinutes(line.Minute) < to)
            {
                clock.StandAt(begin.AddMinutes(line.Minute));
                await SayNext(line).ConfigureAwait(false);
            }
        }

        clock.StandAt(begin.AddMinutes(Script.DoorOpens));
        await Save(house).ConfigureAwait(false);
    }

    private async Task Resume(House house, Told known, CancellationToken cancel)
    {
        told = known;
        clock.BeginAt(DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(known.At, known.Begin)));
        await stage.Enter().ConfigureAwait(false);
        stage.Remember(known.Posts);
        await Listen(cancel).ConfigureAwait(false);
    }

    private async Task Listen(CancellationToken cancel)
    {
        receiving = elsewhere.Receive(stage.Call!, cancel);
        await Task.WhenAny(receiving, elsewhere.Begun.Task).ConfigureAwait(false);
    }

    private ScriptLine? NextLine => told.Line < Script.Lines.Count ? Script.Lines[told.Line] : null;

    private async Task SayNext(ScriptLine line)
    {
        await stage.Say(line, told.Line).ConfigureAwait(false);
        told = told with { Line = told.Line + 1 };
    }

    private async Task Lines(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested && NextLine is { } line && told.Begin + line.Minute * 60_000L <= Now) await SayNext(line).ConfigureAwait(false);
    }

    private async Task Come(TimeSpan since)
    {
        var number = told.Crowd;
        told = told with { Crowd = number + 1 };
        try
        {
            if (await stage.Crowd(number).ConfigureAwait(false) is { } later) regrets.Add((later.Account, later.Post, since + TimeSpan.FromSeconds(20)));
        }
        catch (InvalidOperationException refused)
        {
            // Somebody who plays along may have taken the name.
            log.LogDebug(refused, "One of the crowd could not come");
        }
    }

    private async Task Regret(TimeSpan since)
    {
        foreach (var due in regrets.Where(one => one.Due <= since).ToList())
        {
            regrets.Remove(due);
            await stage.TakeBack((due.Account, due.Post)).ConfigureAwait(false);
        }
    }

    private Task Save(House house)
    {
        told = told with { At = Now, Posts = new Dictionary<string, long>(stage.Lines) };
        return house.Store.Write(tx => tx.Run("UPDATE settings SET value = $2 WHERE key = $1", SettingsKey, JsonSerializer.Serialize(told)));
    }

    private static Told? Read(Sql sql) =>
        sql.First("SELECT value FROM settings WHERE key = $1", static row => row.Text(0), SettingsKey) is { } json ? JsonSerializer.Deserialize<Told>(json) : null;
}
