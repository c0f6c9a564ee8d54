//! Days of the proleptic Gregorian calendar, counted, and the weeks of ISO 8601.

mod umm_al_qura;

use crate::reference::{ReferenceDate, days_in_month};

/// A day, counted from 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(i32);

impl Day {
    /// The day of a date. The day of the month is cut to the month's length.
    ///
    /// The algorithm is Howard Hinnant's `days_from_civil`.
    pub(crate) fn of(year: i32, month: u8, day: u8) -> Self {
        let longest = days_in_month(i16::try_from(year).unwrap_or(2000), month).max(1);
        let day = day.clamp(1, longest);
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let shifted = (i32::from(month) + 9) % 12;
        let day_of_year = (153 * shifted + 2) / 5 + i32::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }

    /// The day of a date of the Hijri calendar: by Umm al-Qura's from 1300 to 1600, and before and after
    /// that by the tabular calendar of civil reckoning (leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26
    /// and 29 of thirty, from 16 July 622). Sightings of the moon may differ by a day.
    pub(crate) fn of_hijri(year: i32, month: u8, day: u8) -> Self {
        if let Some((start, long)) = umm_al_qura::year(year) {
            let before = long & ((1 << (month.clamp(1, 12) - 1)) - 1);
            let months = i32::from(month.clamp(1, 12)) - 1;
            let thirties = i32::try_from(before.count_ones()).unwrap_or(0);
            return Self(start + months * 29 + thirties + i32::from(day) - 1);
        }
        let month = i32::from(month);
        let leap = (11 * year + 3).div_euclid(30);
        let days = leap + 354 * year + 30 * month - (month - 1) / 2 + i32::from(day);
        Self(days + 1_948_440 - 385 - 2_440_588)
    }

    /// The Hijri year in which the day lies.
    pub(crate) fn hijri_year(self) -> i32 {
        // A year of 354.367 days, and then one step to where the day lies.
        let days = self.0 + 2_440_588 - 1_948_440;
        let mut year = (days * 30).div_euclid(10_631);
        while Self::of_hijri(year, 1, 1) > self {
            year -= 1;
        }
        while Self::of_hijri(year + 1, 1, 1) <= self {
            year += 1;
        }
        year
    }

    /// Easter Sunday of a year, by the algorithm of Meeus, Jones and Butcher.
    // The letters are the algorithm's.
    #[allow(clippy::many_single_char_names)]
    pub(crate) fn easter(year: i32) -> Self {
        let (a, b, c) = (year % 19, year / 100, year % 100);
        let f = (b + 8) / 25;
        let g = (b - f + 1) / 3;
        let h = (19 * a + b - b / 4 - g + 15) % 30;
        let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        let m = (a + 11 * h + 22 * l) / 451;
        let n = h + l - 7 * m + 114;
        Self::of(year, small(n / 31), small(n % 31 + 1))
    }

    /// Easter Sunday of the eastern churches, by Meeus's algorithm for the Julian calendar.
    pub(crate) fn orthodox_easter(year: i32) -> Self {
        let full_moon = (19 * (year % 19) + 15) % 30;
        let to_sunday = (2 * (year % 4) + 4 * (year % 7) - full_moon + 34) % 7;
        let days = full_moon + to_sunday + 114;
        let behind = year / 100 - year / 400 - 2;
        Self::of(year, small(days / 31), small(days % 31 + 1)).plus_days(behind)
    }

    /// Year, month and day of the month.
    pub(crate) fn date(self) -> (i32, u8, u8) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_of_year = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_of_year + 2) / 5 + 1;
        let month = if month_of_year < 10 {
            month_of_year + 3
        } else {
            month_of_year - 9
        };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, small(month), small(day))
    }

    /// Day of the week, from 1 for Monday to 7 for Sunday.
    pub(crate) fn weekday(self) -> u8 {
        small((self.0 + 3).rem_euclid(7) + 1)
    }

    /// Year and number of the ISO 8601 week.
    pub(crate) fn week(self) -> (i32, u8) {
        let thursday = self.plus_days(4 - i32::from(self.weekday()));
        let (year, _, _) = thursday.date();
        let first = Self::of(year, 1, 1);
        (year, small((thursday.0 - first.0) / 7 + 1))
    }

    /// The day so many days later.
    pub(crate) const fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The same day so many months later, or the last day of a month that is shorter.
    pub(crate) fn plus_months(self, months: i32) -> Self {
        let (year, month, day) = self.date();
        let count = year.saturating_mul(12) + i32::from(month) - 1;
        let count = count.saturating_add(months);
        Self::of(count.div_euclid(12), small(count.rem_euclid(12) + 1), day)
    }

    /// Days from `other` to this day.
    pub(crate) const fn since(self, other: Self) -> i32 {
        self.0 - other.0
    }
}

impl From<&ReferenceDate> for Day {
    fn from(date: &ReferenceDate) -> Self {
        Self::of(i32::from(date.year), date.month, date.day)
    }
}

/// A number that is known to be small.
fn small(number: i32) -> u8 {
    u8::try_from(number).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn days_and_dates_agree() {
        for count in (-800_000..800_000).step_by(97) {
            let day = Day(count);
            let (year, month, date) = day.date();
            assert_eq!(Day::of(year, month, date), day);
        }
        assert_eq!(Day::of(1970, 1, 1), Day(0));
    }

    #[test]
    fn hijri_dates_are_days() {
        assert_eq!(Day::of_hijri(1432, 9, 14).date(), (2011, 8, 14));
        assert_eq!(Day::of_hijri(1433, 2, 30).date(), (2012, 1, 24));
        assert_eq!(Day::of_hijri(1, 1, 1).date(), (622, 7, 19));
        for count in (-400_000..40_000).step_by(97) {
            let year = Day(count).hijri_year();
            assert!(Day::of_hijri(year, 1, 1) <= Day(count));
            assert!(Day::of_hijri(year + 1, 1, 1) > Day(count));
        }
    }

    #[test]
    fn easter_moves() {
        assert_eq!(Day::easter(2013).date(), (2013, 3, 31));
        assert_eq!(Day::easter(2016).date(), (2016, 3, 27));
        assert_eq!(Day::orthodox_easter(2016).date(), (2016, 5, 1));
        assert_eq!(Day::orthodox_easter(2023).date(), (2023, 4, 16));
        assert_eq!(Day::orthodox_easter(2024).date(), (2024, 5, 5));
        assert_eq!(Day::orthodox_easter(2025).date(), (2025, 4, 20));
    }

    #[test]
    fn weekdays_and_weeks_follow_iso_8601() {
        let friday = Day::of(2015, 11, 20);
        assert_eq!(friday.weekday(), 5);
        assert_eq!(friday.week(), (2015, 47));
        assert_eq!(Day::of(2016, 1, 3).week(), (2015, 53));
        assert_eq!(Day::of(2018, 12, 31).week(), (2019, 1));
    }

    #[test]
    fn months_are_cut_to_their_length() {
        assert_eq!(Day::of(2016, 1, 31).plus_months(1).date(), (2016, 2, 29));
        assert_eq!(Day::of(2016, 1, 31).plus_months(-2).date(), (2015, 11, 30));
    }
}
